import { z } from 'zod'
import { empty, open } from './base.ts'
import { theme } from './preferences.ts'

export const appContract = {
  /** What a window needs before anybody has signed in. */
  info: open.input(empty).output(
    z.strictObject({
      version: z.string(),
      host: z.enum(['electron', 'server']),
      dataFolder: z.string(),
      /** The theme that was last used on this machine. */
      theme,
    }),
  ),
}
