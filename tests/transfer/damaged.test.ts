/** Exports of a profile whose file is damaged: everything that can be read leaves, and it is said what cannot. */
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { flipBit } from '../backups/damage.ts'
import { damageLongMessage } from '../backups/damageMessage.ts'
import { answeredTurn, temporaryProfile, type TemporaryProfile } from '../database/temporaryProfile.ts'
import { exported, imported, type ExportedFile } from './transferTest.ts'

/** Damages the page of a table that its last row but `back` stands on, which is not its first page. */
function damageLeaf({ dataKey, file }: TemporaryProfile, table: string): void {
  const db = openConnection({ file, dataKey })
  const sql = `SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1`
  const page = db.prepare<[string], number>(sql).pluck().get(table)
  db.close()
  if (page === undefined) throw new Error('the table has one page')
  flipBit(file, (page - 1) * 4096 + 2_000)
}

/** Chats "before", "middle" and "after"; the one in the middle has `turns` turns, its second answer a long one. */
async function filled(turns: number) {
  const profile = temporaryProfile()
  const database = await profile.open()
  await answeredTurn(database, { text: 'before' }, 'answer before')
  const { conversationId } = await answeredTurn(database, { text: 'middle' }, 'answer 0')
  for (let index = 1; index < turns; index += 1) {
    const long = index === 1 ? 'x'.repeat(60_000) : ''
    await answeredTurn(database, { conversationId, text: `question ${index}` }, `answer ${index} ${long}`)
  }
  await answeredTurn(database, { text: 'after' }, 'answer after')
  await database.close()
  return { profile, conversationId }
}

interface Written {
  readonly title: string
  readonly messages: readonly {
    readonly text: string
    readonly parentId: string | null
    readonly id: string
  }[]
}

function chatsIn({ bytes }: ExportedFile): readonly Written[] {
  return (JSON.parse(bytes.toString()) as { readonly conversations: readonly Written[] }).conversations
}

it('writes a message whose text is lost in its place, with all others around it, as JSON that comes in again', async () => {
  const { profile } = await filled(4)
  damageLongMessage(profile)
  const file = await exported(await profile.open(), 'json')
  expect(file.notWhole).toBe(1)
  const chats = chatsIn(file)
  expect(chats.map(({ title }) => title)).toEqual(['before', 'middle', 'after'])
  const texts = chats[1]?.messages.map(({ text }) => text.trim())
  expect(texts).toEqual([
    'middle',
    'answer 0',
    'question 1',
    expect.stringContaining('could not be read'),
    'question 2',
    'answer 2',
    'question 3',
    'answer 3',
  ])
  const other = await temporaryProfile().open()
  expect(await imported(other, file.bytes)).toMatchObject({ added: 3, messages: 12, problems: [] })
})

it('leaves messages out of which nothing can be read, and what follows them comes in again all the same', async () => {
  const { profile } = await filled(60)
  damageLeaf(profile, 'messages')
  const file = await exported(await profile.open(), 'json')
  expect(file.notWhole).toBeGreaterThan(0)
  const chats = chatsIn(file)
  const written = chats.flatMap(({ messages }) => messages)
  expect(chats).toHaveLength(3)
  expect(written.length).toBeGreaterThan(60)
  expect(written.length).toBeLessThan(124)
  expect(written.at(-1)?.text).toBe('answer after')
  const other = await temporaryProfile().open()
  expect(await imported(other, file.bytes)).toMatchObject({
    added: 3,
    messages: written.length,
    problems: [],
  })
})

it.each(['markdown', 'html', 'text'] as const)(
  'says in %s where something is missing, and goes on',
  async (format) => {
    const { conversationId, profile } = await filled(4)
    damageLongMessage(profile)
    const database = await profile.open()
    const file = await exported(database, format, { kind: 'conversation', conversationId })
    expect(file.notWhole).toBe(1)
    const text = file.bytes.toString()
    expect(text.split('could not be read')).toHaveLength(2)
    expect(text.indexOf('question 1')).toBeLessThan(text.indexOf('could not be read'))
    expect(text.indexOf('question 2')).toBeGreaterThan(text.indexOf('could not be read'))
    expect(text).toContain('answer 3')
  },
)

it('puts a note into a zip that names the chats that are not whole', async () => {
  const { profile } = await filled(4)
  damageLongMessage(profile)
  const file = await exported(await profile.open(), 'markdown')
  const files = unzipSync(file.bytes)
  expect(Object.keys(files).toSorted()).toEqual(['Not read whole.txt', 'after.md', 'before.md', 'middle.md'])
  expect(strFromU8(files['Not read whole.txt'] ?? new Uint8Array())).toContain('middle')
})

it('leaves out chats that cannot be read themselves, and writes all others', async () => {
  const profile = temporaryProfile()
  const database = await profile.open()
  for (let index = 0; index < 80; index += 1)
    await answeredTurn(database, { text: `chat ${index}` }, 'answer')
  await database.close()
  damageLeaf(profile, 'conversations')
  const opened = await profile.open()
  const file = await exported(opened, 'json')
  expect(file.notWhole).toBeGreaterThan(0)
  expect(chatsIn(file)).toHaveLength(80 - file.notWhole)
  expect(chatsIn(file).length).toBeGreaterThan(20)
  const other = await temporaryProfile().open()
  expect(await imported(other, file.bytes)).toMatchObject({ added: 80 - file.notWhole, problems: [] })
  const zip = await exported(opened, 'text')
  const note = strFromU8(unzipSync(zip.bytes)['Not read whole.txt'] ?? new Uint8Array())
  expect(note.split('A chat that cannot be read')).toHaveLength(file.notWhole + 1)
})
