/** A message of another program's export, or a node that says nothing and only holds others. */
export interface ForeignNode {
  readonly id: string
  /** Null, or one that is not there, stands for the beginning. */
  readonly parentId: string | null
  /** Null for what is no message of either side: those below it hang on what is above it. */
  readonly role: 'user' | 'assistant' | null
  readonly text: string
  readonly reasoning: string
  /** Epoch milliseconds. */
  readonly createdAt: number | null
  readonly modelName: string | null
  /** The answer was cut by its longest length, or stopped; null where it ended well or nothing is known. */
  readonly ending: 'length' | 'stopped' | null
}

/** A chat of another program's export. */
export interface ForeignConversation {
  /** Which program it comes from: part of ids that are made. */
  readonly source: 'chatgpt' | 'claude'
  /** Empty where the file gives it none. */
  readonly id: string
  readonly title: string
  /** Epoch milliseconds. */
  readonly createdAt: number | null
  readonly updatedAt: number | null
  readonly isArchived: boolean
  readonly isPinned: boolean
  readonly modelName: string | null
  /** In the order of the file. */
  readonly nodes: readonly ForeignNode[]
  /** The node at the end of the path that was shown; the newest where null. */
  readonly currentId: string | null
}
