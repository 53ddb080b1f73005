import { parseArgs } from 'node:util'

export interface ServerArguments {
  /** The data folder, where one was given. */
  readonly data: string | undefined
  /** 0 takes any free port. */
  readonly port: number
}

const defaultPort = 8317

const options = { data: { type: 'string' }, port: { type: 'string' } } as const
const known = 'Confab takes --data FOLDER and --port NUMBER.'

/** How the command was called cannot be understood. The message is a sentence made to be shown, with what to do. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError'
}

function valueOf(name: keyof typeof options, value: string | boolean | undefined): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string' && value !== '') return value
  throw new ArgumentError(`--${name} is followed by ${name === 'data' ? 'a folder' : 'a number'}. ${known}`)
}

function portOf(value: string | undefined): number {
  if (value === undefined) return defaultPort
  const port = /^\d{1,5}$/u.test(value) ? Number(value) : Number.NaN
  if (port <= 65_535) return port
  throw new ArgumentError(`--port takes a number from 0 to 65535, not "${value.slice(0, 40)}".`)
}

/** Reads the arguments after the script's name. @throws ArgumentError */
export function readArguments(args: readonly string[]): ServerArguments {
  // What is not strict is checked here: the parser's own messages are for programmers.
  const { values, positionals } = parseArgs({ args: [...args], options, strict: false })
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(options, name))
  const foreign = unknown === undefined ? positionals[0] : `${unknown.length === 1 ? '-' : '--'}${unknown}`
  if (foreign !== undefined) throw new ArgumentError(`"${foreign.slice(0, 40)}" isn't an option. ${known}`)
  return { data: valueOf('data', values.data), port: portOf(valueOf('port', values.port)) }
}
