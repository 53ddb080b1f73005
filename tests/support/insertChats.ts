import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** A chat as a test wants it to have been: a question and an answer at each of its times, oldest first. */
export interface InsertedChat {
  readonly title: string
  /** Epoch milliseconds. */
  readonly times: readonly number[]
  readonly pinned?: boolean
}

export interface Owner {
  readonly userName: string
  readonly password: string
}

/**
 * Writes chats into the database of a profile, past the application, which must not be running. A process of its own
 * does it: Playwright's loader of modules does not find its way through the database's.
 */
export async function insertChats(
  dataFolder: string,
  { password, userName }: Owner,
  chats: readonly InsertedChat[],
): Promise<void> {
  const script = path.join(import.meta.dirname, 'insertingProcess.ts')
  const child = spawn(process.execPath, [script, dataFolder, userName, password], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  child.stdin.end(JSON.stringify(chats))
  const [code]: readonly unknown[] = await once(child, 'exit')
  if (code !== 0) throw new Error('the chats were not written')
}
