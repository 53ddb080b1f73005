import { expect, it } from 'vitest'
import { isLoopback } from '../../shared/loopback.ts'

it.each([
  'http://127.0.0.1:11434/v1',
  'http://127.1',
  'http://0x7f000001/',
  'http://2130706433',
  'http://127.255.255.254',
  'http://localhost:1234',
  'https://LOCALHOST',
  'http://api.localhost',
  'http://localhost.',
  'http://0.0.0.0:8000',
  'http://[::1]:11434',
  'http://[::]:11434',
  'http://[0:0:0:0:0:0:0:1]',
  'http://[::ffff:127.0.0.1]',
])('knows that %s leads to this computer', (address) => {
  expect(isLoopback(new URL(address))).toBe(true)
})

it.each([
  'https://api.openai.com',
  'http://192.168.1.10:11434',
  'http://10.0.0.1',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://mylocalhost',
  'http://128.0.0.1',
  'http://127.0.0.1@example.com',
  'http://[::2]',
  'http://[::ffff:10.0.0.1]',
  'http://[fe80::1]',
  'ftp://localhost',
  'file:///localhost',
])('takes %s for an address of the network', (address) => {
  expect(isLoopback(new URL(address))).toBe(false)
})
