import type { ConversationId } from '../../../shared/contract/base.ts'
import type { Target } from '../database/transfer/importedMessages.ts'
import type { ImportOutcome } from '../database/transfer/imports.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { ImportBatch } from './job.ts'
import type { PortableHead } from './portable.ts'

interface Counts {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly messages: number
}

/** A long chat that is being written, hidden until its end; one that was here grows in everybody's sight. */
interface LongChat {
  readonly head: PortableHead
  /** Null for a chat that was here. */
  readonly target: Target | null
  messages: number
}

/** Writes what is found, a transaction at a time. */
export class ChatWriter {
  readonly #database: ProfileDatabase
  readonly #updated: ConversationId[] = []
  #long: LongChat | null = null
  #prepared = false
  #counts: Counts = { added: 0, updated: 0, unchanged: 0, messages: 0 }

  constructor(database: ProfileDatabase) {
    this.#database = database
  }

  get counts(): Counts {
    return this.#counts
  }

  get updated(): readonly ConversationId[] {
    return this.#updated
  }

  /** The parts of a long chat come one after the other, with nothing in between. */
  async write(batch: ImportBatch): Promise<void> {
    if (!this.#prepared) await this.#database.prepareImport()
    this.#prepared = true
    switch (batch.kind) {
      case 'folder':
        return this.#database.importFolder(batch.folder)
      case 'chats': {
        const outcomes = await this.#database.importConversations(batch.conversations)
        return outcomes.forEach((outcome, index) => this.#count(outcome, batch.conversations[index]?.id))
      }
      case 'long-begin':
        this.#long = { head: batch.head, target: await this.#database.beginImport(batch.head), messages: 0 }
        return undefined
      case 'long-messages':
        return this.#long ? this.#goOn(this.#long, batch.messages) : undefined
      case 'long-end':
        return this.#long ? this.#end(this.#long) : undefined
    }
  }

  /** Nothing comes any more: what is not whole goes. */
  async finish(): Promise<void> {
    this.#long = null
    await this.#database.removeUnfinishedImports()
  }

  async #goOn(long: LongChat, messages: Extract<ImportBatch, { kind: 'long-messages' }>['messages']) {
    if (long.target) {
      await this.#database.continueImport(long.target, messages)
      long.messages += messages.length
      return
    }
    const [outcome] = await this.#database.importConversations([{ ...long.head, messages }])
    long.messages += outcome?.messages ?? 0
  }

  async #end({ head, messages, target }: LongChat): Promise<void> {
    this.#long = null
    if (target) await this.#database.endImport(target)
    const outcome = target ? 'added' : messages > 0 ? 'updated' : 'unchanged'
    this.#count({ outcome, messages }, head.id)
  }

  #count({ messages, outcome }: ImportOutcome, id: ConversationId | undefined): void {
    if (outcome === 'updated' && id) this.#updated.push(id)
    const counts = this.#counts
    this.#counts = { ...counts, [outcome]: counts[outcome] + 1, messages: counts.messages + messages }
  }
}
