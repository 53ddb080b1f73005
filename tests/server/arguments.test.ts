import { describe, expect, it } from 'vitest'
import { readArguments } from '../../electron/server/arguments.ts'

describe('the arguments of the server host', () => {
  it('are a folder and a port, both by choice', () => {
    expect(readArguments([])).toEqual({ data: undefined, port: 8317 })
    expect(readArguments(['--port=0', '--data', 'x'])).toEqual({ data: 'x', port: 0 })
  })
})

describe('arguments that cannot be', () => {
  it.each([
    [['--data'], /--data is followed by a folder/u],
    [['--data='], /--data is followed by a folder/u],
    [['--port'], /--port is followed by a number/u],
    [['--port', ''], /--port is followed by a number/u],
    [['--port', '70000'], /0 to 65535/u],
    [['--port', '-1'], /0 to 65535|followed by a number/u],
    [['--port', '80.5'], /0 to 65535/u],
    [['--port', '0x50'], /0 to 65535/u],
    [['--port', 'http'], /0 to 65535/u],
    [['--prot', '80'], /"--prot" isn't an option.*--port NUMBER/u],
    [['-x'], /"-x" isn't an option/u],
    [['somewhere'], /"somewhere" isn't an option/u],
    [['--__proto__', 'x'], /isn't an option/u],
  ])('%j', (parameters, words) => {
    expect(() => readArguments(parameters)).toThrow(words)
  })
})
