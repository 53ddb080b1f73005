import { openEncrypted } from '../support/encryptedDatabase.ts'
import { startServer } from '../support/server.ts'
import { connectWindow, openBrowser, type ConnectedWindow } from '../support/webSocketClient.ts'
import type { MessageId } from '../../shared/contract/base.ts'

export const password = 'correct horse'

/** What is under way when the server host is killed. One of its own for each data folder. */
export interface Victim {
  /** A kill comes at most this long after the work began, in milliseconds. */
  readonly longest: number
  readonly environment: NodeJS.ProcessEnv
  /** Works in a window that is signed in, and notes what was acknowledged, until the connection dies. */
  work(window: ConnectedWindow): Promise<void>
  /**
   * Looks at what a kill has left: a sentence for each thing that is lost or broken.
   * @param killedAt as `performance.now()` has it
   */
  judge(killedAt: number): Promise<readonly string[]>
  /** What the kills have hit so far, in words. */
  summary(): string
  close(): Promise<void>
}

/** Makes a victim that works in an empty data folder; `random` gives numbers from 0 to 1. */
export type MakeVictim = (dataFolder: string, random: () => number) => Promise<Victim>

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Signs in to the one profile, which the first call creates. Answers with the recovery code where one is told: of a
 * new profile, and of a change of the data key that this has finished.
 */
export async function signIn({ client }: ConnectedWindow): Promise<string | null> {
  const { profiles } = await client.profiles.list({})
  const signed =
    profiles.length === 0
      ? await client.profiles.create({ userName: 'Ada', email: null, password })
      : await client.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
  return signed.recoveryCode
}

/** Starts the server host once more, asks a window that is signed in, and ends it in order. */
export async function askAgain<T>(
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
  ask: (window: ConnectedWindow, recoveryCode: string | null) => Promise<T>,
): Promise<T> {
  const server = await startServer(dataFolder, 0, environment)
  try {
    const window = await connectWindow(await openBrowser(server.address))
    return await ask(window, await signIn(window))
  } finally {
    await server.end()
  }
}

interface Stored {
  readonly texts: ReadonlyMap<MessageId, string>
  readonly unfinished: number
  readonly mishaps: readonly string[]
}

/** Reads the profile's database past the application. */
export async function readStored(dataFolder: string): Promise<Stored> {
  const database = await openEncrypted(dataFolder, 'Ada', password)
  try {
    const mishaps = database.isWhole() ? [] : ['the database is damaged']
    return { texts: database.textsById(), unfinished: database.unfinished(), mishaps }
  } finally {
    database.close()
  }
}
