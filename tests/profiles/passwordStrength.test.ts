import { describe, expect, it } from 'vitest'
import { passwordStrength } from '../../shared/passwordStrength.ts'

describe('the password hint', () => {
  it.each([
    ['', 'too-short'],
    ['Ab1!x', 'too-short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['123456789012345', 'weak'],
    ['abcdefghijklmnop', 'weak'],
    ['qwertyuiop', 'weak'],
    ['ababababababababab', 'weak'],
    ['password', 'weak'],
    ['tulip42', 'weak'],
    ['tulip-42-', 'fair'],
    ['sunflower seeds', 'fair'],
    ['correct horse battery', 'strong'],
    ['kV7#pq!2Lw0z', 'strong'],
    ['длинный пароль из слов', 'strong'],
  ])('calls %j %s', (password, strength) => {
    expect(passwordStrength(password)).toBe(strength)
  })

  it('gives nothing for what everybody knows: the user name and the e-mail', () => {
    const inputs = ['Rosalind Franklin', 'rosalind@example.org']
    expect(passwordStrength('Rosalind Franklin!', ['Rosalind'])).not.toBe('strong')
    expect(passwordStrength('ROSALIND FRANKLIN1', inputs)).toBe('weak')
    expect(passwordStrength('correct horse battery', [...inputs, 'c', ''])).toBe('strong')
  })
})
