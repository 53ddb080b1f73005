/** The bounds that the contract checks and that forms show, in one place. Lengths are in UTF-16 code units. */
export const bounds = {
  userName: { min: 1, max: 64 },
  email: { max: 254 },
  password: { min: 6, max: 1024 },
  recoveryCode: { max: 64 },
  title: { min: 1, max: 200 },
  folderName: { min: 1, max: 80 },
  messageText: { min: 1, max: 200_000 },
  /** Of an answer, text and reasoning each: with more it ends by length. About a thousand pages. */
  answerText: { max: 4_000_000 },
  /** Longer ones are no ids that any provider gives; the path of a model's file may be one. */
  modelId: { max: 1_024 },
  modelLabel: { max: 120 },
  /** Of a message this much is looked at for a hit: what stands there later costs the core more than it is worth. */
  searchedText: { max: 200_000 },
  /** Models of one provider. */
  models: { max: 5_000 },
  /** The provider's own words on a failure. */
  errorDetails: { max: 1_000 },
  systemPrompt: { max: 50_000 },
  apiKey: { max: 512 },
  serverName: { max: 64 },
  address: { max: 512 },
  headers: { max: 16, name: 64, value: 1_024 },
  stopSequences: { max: 5, length: 64 },
  localThreads: { max: 64 },
  keepInMemoryMinutes: { max: 24 * 60 },
  contextMessages: { min: 1, max: 200, presets: [20, 10, 6] },
  page: { max: 200 },
  searchQuery: { max: 200 },
  searchPage: { max: 100 },
  /** Chats found by their titles. */
  searchTitles: { max: 500 },
  /** Hits that are put in order when the best are asked for: the newest. */
  searchRanked: { max: 2_000 },
  lockAfterMinutes: { max: 24 * 60 },
  /** Characters of base64: 512 KiB. */
  backupPiece: { max: 699_052 },
  /** Bytes. */
  backupFile: { max: 2 ** 36 },
  importName: { max: 255 },
  /** In base64: 512 KiB of a file. */
  importPiece: { max: 699_052 },
} as const
