/** The bounds that the contract checks and that forms show, in one place. Lengths are in UTF-16 code units. */
export const bounds = {
  userName: { min: 1, max: 64 },
  email: { max: 254 },
  password: { min: 6, max: 1024 },
  recoveryCode: { max: 64 },
  title: { min: 1, max: 200 },
  messageText: { min: 1, max: 200_000 },
  modelId: { max: 256 },
  page: { max: 200 },
  lockAfterMinutes: { max: 24 * 60 },
} as const
