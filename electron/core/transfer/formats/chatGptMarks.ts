import { isRecord, listOf, numberOf, recordOf, textOf, type Json, type JsonRecord } from './json.ts'
import { sourceLink } from './sourceLink.ts'

/*
 * What ChatGPT's page shows as cards, pictures and numbered sources stands in an export as marks: a kind and its
 * arguments between characters of private use (U+E200 to U+E202), with what they point to in the message's
 * `content_references`; in early exports `【12†source】`, with `citations`. Neither is described by its makers. A
 * mark becomes the names and addresses it stands for, and nothing where it has none.
 */

const mark = /\u{e200}([^\u{e200}-\u{e202}]*)((?:\u{e202}[^\u{e200}-\u{e202}]*)*)\u{e201}/gu
/** What is left of marks that were cut off or are written in another way. */
const boxes = /[\u{e200}-\u{e206}]/gu
const earlyMark = /【[^【】\n]{0,80}†([^【】\n]{0,200})】/gu
/** What a mark calls a result of a search, in place of its address. */
const pointer = /^turn\d+[a-z_]*\d+$/iu
const mostLinks = 50
/** UTF-16 code units of what marks of one text become: as long as a text may be. */
const mostMarkText = 4 * 1024 * 1024

/** Titles and addresses that an entry of `content_references` has, itself and in its items. */
function linksOf(reference: JsonRecord): readonly string[] {
  const listed = ['items', 'fallback_items', 'sources', 'images', 'products'].flatMap((name) =>
    listOf(reference, name).slice(0, mostLinks),
  )
  const links = [...listed, reference].slice(0, mostLinks).map((item) => {
    const pictured = recordOf(item, 'image_result')
    const address = textOf(item, 'url') || textOf(pictured, 'url') || textOf(pictured, 'content_url')
    const name = textOf(item, 'title') || textOf(item, 'name') || textOf(item, 'attribution')
    return sourceLink(name, address)
  })
  return [...new Set(links.filter((link) => link !== ''))]
}

/** Every reference by the mark it belongs to. */
function referencesOf(metadata: JsonRecord): ReadonlyMap<string, JsonRecord> {
  const references = listOf(metadata, 'content_references').filter(isRecord)
  return new Map(references.map((reference) => [textOf(reference, 'matched_text'), reference]))
}

/** A text that says something to a person: no pointer, no JSON. */
function isWords(text: string): boolean {
  return text.trim() !== '' && !pointer.test(text.trim()) && !/^[[{]/u.test(text.trim())
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

const nameFields = ['title', 'name', 'text', 'label', 'query', 'caption']

/** The names in an argument that is written as JSON. Of a list of texts the kind comes first, the name second. */
function namesIn(value: Json, depth = 0): readonly string[] {
  if (depth > 4) return []
  if (Array.isArray(value)) {
    const items: readonly Json[] = value.slice(0, mostLinks)
    const texts = items.filter((item) => typeof item === 'string').filter(isWords)
    const isPair = texts.length > 1 && typeof items[0] === 'string' && items.length <= 4
    return isPair
      ? texts.slice(1, 2)
      : [...texts, ...items.flatMap((item) => (typeof item === 'string' ? [] : namesIn(item, depth + 1)))]
  }
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, member]) => {
    if (typeof member === 'string') return nameFields.includes(key) && isWords(member) ? [member] : []
    if (key === 'query' && Array.isArray(member)) return member.filter((item) => typeof item === 'string')
    return namesIn(member, depth + 1)
  })
}

function namesOf(argument: string): readonly string[] {
  if (/^\s*[[{]/u.test(argument)) return namesIn(parsed(argument))
  return isWords(argument) ? [argument] : []
}

/** A mark of a link has its name and its address, or where that is found. */
function namedLink(parts: readonly string[], reference: JsonRecord): string {
  const [name = '', address = ''] = parts
  const found = textOf(reference, 'url') || textOf(listOf(reference, 'items')[0], 'url')
  return sourceLink(name, /^https?:/iu.test(address) ? address : found)
}

function inBrackets(links: readonly string[]): string {
  return links.length === 0 ? '' : `(${links.join(', ')})`
}

function textOfMark(kind: string, parts: readonly string[], reference: JsonRecord): string {
  const links = linksOf(reference)
  const names = parts.flatMap(namesOf)
  switch (kind) {
    case 'cite':
    case 'filecite':
      return inBrackets(links) || textOf(reference, 'alt')
    case 'url':
    case 'link':
      return namedLink(parts, reference)
    case 'image_group':
      return names.length === 0 ? '' : `[Images: ${names.join(', ')}]`
    default:
      return [names.join(', '), inBrackets(links)].filter((part) => part !== '').join(' ')
  }
}

/** The sources of early exports by the place of their mark, in code points as their makers count. */
function citationsOf(metadata: JsonRecord): ReadonlyMap<number, JsonRecord> {
  const citations = listOf(metadata, 'citations')
    .filter(isRecord)
    .map((citation) => [numberOf(citation, 'start_ix') ?? -1, recordOf(citation, 'metadata')] as const)
  return new Map(citations)
}

/**
 * A text of ChatGPT's with the sources of early exports as links.
 * @param metadata of its message
 */
export function withoutEarlyMarks(text: string, metadata: JsonRecord): string {
  if (!text.includes('【')) return text
  const citations = citationsOf(metadata)
  let units = 0
  let points = 0
  return text.replaceAll(earlyMark, (_match, name: string, at: number) => {
    points += Array.from(text.slice(units, at)).length
    units = at
    const source = citations.get(points) ?? {}
    const label = textOf(source, 'title') || textOf(source, 'name') || (name === 'source' ? '' : name)
    const link = sourceLink(label, textOf(source, 'url'))
    return link && ` (${link})`
  })
}

/**
 * A text of ChatGPT's with its marks as names and links.
 * @param metadata of its message
 */
export function withoutMarks(text: string, metadata: JsonRecord): string {
  if (!text.includes('\u{e200}')) return text
  const references = referencesOf(metadata)
  // The same mark says the same each time; a short text may have a million of it, with long addresses.
  const known = new Map<string, string>()
  let length = 0
  const said = text.replaceAll(mark, (whole: string, kind: string, rest: string) => {
    if (length > mostMarkText) return ''
    const words =
      known.get(whole) ?? textOfMark(kind, rest.split('\u{e202}').slice(1), references.get(whole) ?? {})
    known.set(whole, words)
    length += words.length
    return words
  })
  return said.replaceAll(boxes, '')
}
