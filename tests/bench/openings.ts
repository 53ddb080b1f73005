import type { Page } from '@playwright/test'
import { openConnection } from '../../electron/core/database/connection.ts'
import type { FilledFolder } from './filledFolder.ts'
import { usualAnswer } from './markdownTexts.ts'
import { barePaint, paintedAfter, watchPainting } from './painting.ts'

/** Usual chats that are opened, besides the long one: all in view at the top of the side. */
const usualChats = 10
const rounds = 30

export interface Chat {
  readonly key: number
  readonly title: string
}

/** A word that only the last message of a chat has. */
const endOf = ({ key }: Chat): string => `end-of-${key}-`

/** Gives the newest chats texts as models write them; answers with these chats, the longest first. */
export function writeMarkdown({ dataKey, file }: FilledFolder): readonly Chat[] {
  const db = openConnection({ file, dataKey })
  const chats = db
    .prepare('SELECT key, title FROM conversations ORDER BY updated_at DESC LIMIT ?')
    .all(usualChats + 1) as Chat[]
  const ends = db.prepare(
    'SELECT key, depth, role FROM messages WHERE conversation_key = ? ORDER BY depth DESC LIMIT 130',
  )
  const write = db.prepare('UPDATE messages SET text = ? WHERE key = ?')
  db.transaction(() => {
    for (const chat of chats) {
      const rows = ends.all(chat.key) as {
        readonly key: number
        readonly depth: number
        readonly role: string
      }[]
      for (const [index, { depth, key, role }] of rows.entries()) {
        if (role === 'root') continue
        const seed = chat.key * 31 + depth
        const text = role === 'user' ? `What about ${seed}, then?` : usualAnswer(seed)
        write.run(index === 0 ? `${text}\n\n${endOf(chat)}` : text, key)
      }
    }
  })()
  db.close()
  return chats
}

/** Clicks on a chat in the side with the mouse alone: nothing else runs in the page meanwhile. */
async function open(page: Page, chat: Chat): Promise<number> {
  const side = page.getByRole('navigation', { name: 'Chats' })
  const row = side.getByRole('button', { name: chat.title, exact: true })
  await row.scrollIntoViewIfNeeded()
  const box = await row.boundingBox()
  if (!box) throw new Error(`${chat.title} is not in the side`)
  await watchPainting(page, endOf(chat))
  await page.mouse.click(box.x + 20, box.y + box.height / 2)
  return paintedAfter(page)
}

/** Opens the long chat and usual ones in turns, each a different one, and waits in between for all to be quiet. */
export async function openings(
  page: Page,
  [long, ...usual]: readonly Chat[],
): Promise<Record<'long' | 'usual' | 'bare', number[]>> {
  const times: Record<'long' | 'usual' | 'bare', number[]> = { long: [], usual: [], bare: [] }
  for (let round = 0; round < rounds; round += 1) {
    const other = usual[round % usual.length]
    if (!long || !other) throw new Error('there are no chats')
    times.long.push(await open(page, long))
    await quiet(page)
    times.usual.push(await open(page, other))
    await quiet(page)
    times.bare.push(await barePaint(page))
  }
  return times
}

/** Until the browser has nothing to do, as between two clicks of a person. */
export function quiet(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => setTimeout(() => requestIdleCallback(() => resolve()), 250)),
  )
}
