import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { password } from './windowStory.ts'

export interface FilledMessage {
  readonly text: string
  /** Its place among `messages`; by default it stands below the one before it. */
  readonly below?: number
  /** It is not on the path that is shown. */
  readonly hidden?: boolean
}

export interface FilledChat {
  readonly title: string
  /** Epoch milliseconds of the first message; each other one comes a minute later. */
  readonly startedAt: number
  /** A person's and a model's in turn, by how deep they stand. */
  readonly messages: readonly FilledMessage[]
}

/** Writes chats into the database of a profile beside the running application, which shows them after a reload. */
export function fillChats(dataFolder: string, userName: string, chats: readonly FilledChat[]): void {
  // In a process of its own: the runner of these tests cannot load the database's binary.
  const script = path.join(import.meta.dirname, 'writeChats.ts')
  execFileSync(process.execPath, [script, dataFolder, userName, password], { input: JSON.stringify(chats) })
}
