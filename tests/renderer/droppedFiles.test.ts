import { describe, expect, it } from 'vitest'
import { offerFor } from '../../renderer/droppedFiles/offer.ts'
import { readFile, type FileKind, type ReadFile } from '../../renderer/droppedFiles/readFiles.ts'
import { bounds } from '../../shared/bounds.ts'

const file = (name: string, content: BlobPart, type = ''): File => new File([content], name, { type })
const read = (given: File, isFolder = false): Promise<ReadFile> => readFile({ file: given, isFolder })

async function offered(...files: readonly File[]) {
  return offerFor(await Promise.all(files.map((one) => read(one))), bounds.messageText.max, files.length)
}

const unreadable = Object.assign(file('gone.txt', 'was here'), {
  slice: () => {
    throw new DOMException('gone', 'NotFoundError')
  },
})

describe('a file that is dropped', () => {
  const cases: readonly (readonly [FileKind, File])[] = [
    ['text', file('notes.txt', 'Hello\r\nworld')],
    ['text', file('sans extension', '日本語 🙂')],
    ['empty', file('empty.txt', '')],
    ['picture', file('cat.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'image/png')],
    ['picture', file('drawing.svg', '<svg/>', 'image/svg+xml')],
    ['other', file('paper.pdf', new Uint8Array([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe]))],
    ['other', file('named.txt', new Uint8Array([0, 1, 2, 3]))],
    ['other', file('late.txt', new Uint8Array([...new TextEncoder().encode('a'.repeat(5_000)), 0xff]))],
    ['archive', file('export.zip', 'PK\u0003\u0004 and so on')],
    ['backup', file('anything', 'CONFAB-BACKUP\n and so on')],
    ['long-text', file('long.txt', 'a'.repeat(bounds.messageText.max + 1))],
    ['long-text', file('longer.txt', 'é'.repeat(bounds.messageText.max * 3))],
    ['unreadable', unreadable],
  ]

  it.each(cases)('is known as %s by what is in it', async (kind, given) => {
    expect((await read(given)).kind).toBe(kind)
  })

  it('is known as a folder by what the browser says of it', async () => {
    expect((await read(file('papers', 'x'), true)).kind).toBe('folder')
  })

  it('is read to its first 4 kB when it is too large for a message', async () => {
    const huge = file('huge.json', '[1]')
    const slices: number[] = []
    const blob = Object.assign(huge, {
      slice: (_from: number, to: number) => {
        slices.push(to)
        return new Blob(['[1'])
      },
      arrayBuffer: () => Promise.reject(new Error('All of it was read.')),
    })
    Object.defineProperty(blob, 'size', { value: 8e9 })
    expect(await read(blob)).toMatchObject({ kind: 'long-text', json: true })
    expect(slices).toEqual([4_096])
  })
})

describe('what is offered', () => {
  it('is the text of a text file, with plain line ends', async () => {
    expect(await offered(file('notes.txt', 'Hello\r\nworld'))).toEqual({
      sentences: ['You can add the text of “notes.txt” to your message.'],
      text: 'Hello\nworld',
      importable: null,
      backup: false,
    })
  })

  it('is the import of what may be an export, and the text where it fits', async () => {
    const json = file('conversations.json', '[{"mapping": {}}]')
    expect(await offered(json)).toMatchObject({ importable: json, text: '[{"mapping": {}}]' })
    const zip = file('export.zip', 'PK\u0003\u0004')
    expect(await offered(zip)).toMatchObject({ importable: zip, text: null })
  })

  it('is the way to the backups for a backup', async () => {
    const offer = await offered(file('ada.backup', 'CONFAB-BACKUP\n'))
    expect(offer).toMatchObject({ importable: null, text: null, backup: true })
  })

  it('is nothing for a picture, and that is said with what can be done instead', async () => {
    const offer = await offered(file('cat.png', 'x', 'image/png'))
    expect(offer).toMatchObject({ importable: null, text: null, backup: false })
    expect(offer.sentences).toEqual([
      "Messages are text only, so “cat.png” can't be added. Describe the picture, or paste the text in it.",
    ])
  })

  it('is the texts of several files under their names, and no import', async () => {
    const offer = await offered(file('a.txt', 'A'), file('b.json', '{}'), file('c.png', 'x', 'image/png'))
    expect(offer.text).toBe('a.txt\n\nA\n\nb.json\n\n{}')
    expect(offer.importable).toBeNull()
    expect(offer.sentences.at(-1)).toBe('To import chats, drop one file at a time.')
    expect(offer.sentences).toHaveLength(4)
  })

  it('is no text for which the message has no room', async () => {
    const files = [await read(file('a.txt', 'four'))]
    expect(offerFor(files, 4, 1).text).toBe('four')
    const offer = offerFor(files, 3, 1)
    expect(offer.text).toBeNull()
    expect(offer.sentences.at(-1)).toMatch(/no room/u)
  })

  it('names files without what hides or turns their names, and not at any length', async () => {
    const offer = await offered(file(`evil\u202Egnp.${'x'.repeat(5_000)}\u200B`, new Uint8Array([0])))
    expect(offer.sentences[0]).toMatch(/^Messages are text only, and “evilgnp\.x{51,53}…”/u)
    expect(offer.sentences[0]?.length).toBeLessThan(200)
  })

  it('says how many of many files were looked at', async () => {
    const offer = offerFor([await read(file('a.txt', 'A'))], 100, 500)
    expect(offer.sentences.at(-1)).toBe('Only the first 1 of 500 files were looked at.')
  })
})
