import type { Message } from '../../../../shared/contract/conversations.ts'

/** What a text of a chat says besides its messages, and how. */
export interface ChatHead {
  readonly title: string
  readonly createdAt: number
  readonly endedAt: number | null
  readonly systemPrompt: string
}

export interface TextStyle {
  /** A time (epoch milliseconds) as the person reads times. */
  readonly time: (time: number) => string
  /** `Confab` with its version. */
  readonly application: string
}

/** A chat as a text to be read, written message by message. */
export interface ChatText {
  readonly extension: string
  readonly mediaType: string
  start(head: ChatHead, style: TextStyle): string
  message(message: Message, style: TextStyle): string | Promise<string>
  /** Stands where something could not be read. */
  readonly missing: string
  end(style: TextStyle): string
}

/** What is said in the place of something that could not be read. */
export const notRead = '[Something here could not be read: the file of the profile was damaged.]'

const endings: Readonly<Record<Message['state'], string | null>> = {
  complete: null,
  streaming: 'still being written',
  stopped: 'stopped',
  failed: 'failed',
  interrupted: 'interrupted',
}

export function authorOf({ modelName, role }: Message): string {
  return role === 'user' ? 'You' : (modelName ?? 'Model')
}

/** What is to be known of a message besides its text: how it ended, and that it has other versions. */
export function notesOf({ correctedAt, finishReason, state, version }: Message): readonly string[] {
  const others = version.count - 1
  return [
    endings[state],
    finishReason === 'length' ? 'cut at the longest length' : null,
    correctedAt === null ? null : 'corrected',
    others > 0 ? `version ${version.index} of ${version.count}` : null,
  ].filter((note) => note !== null)
}

/** The lines below the title. */
export function headLines(head: ChatHead, { time }: TextStyle): readonly string[] {
  return [
    `Started ${time(head.createdAt)}`,
    ...(head.endedAt === null ? [] : [`Ended ${time(head.endedAt)}`]),
  ]
}
