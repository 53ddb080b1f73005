import { z } from 'zod'
import type { Repository } from '../../../shared/contract/downloads.ts'
import { isModestJson } from '../modestJson.ts'
import { DownloadFault } from './downloadFault.ts'
import type { HubGate } from './hubGate.ts'
import { hubRequest, isWebPage, textOf, type HubAnswer } from './hubRequest.ts'

/** A file of a model as the hub lists it. */
export interface HubFile {
  readonly path: string
  readonly bytes: number
  /** Lowercase hexadecimal; null where the hub gives none. */
  readonly sha256: string | null
}

/** What is asked of a model hub that speaks as huggingface.co does. Everything throws as `hubRequest` does. */
export interface Hub {
  files(repository: Repository, signal: AbortSignal): Promise<readonly HubFile[]>
  /** A JSON file of the model; `undefined` when it is no JSON. */
  json(repository: Repository, file: string, signal: AbortSignal): Promise<unknown>
  /** A file, or what of it the `range` header asks for. */
  get(
    repository: Repository,
    file: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<HubAnswer>
}

/** Bytes. A page of the list and a JSON file are never longer. */
const longestText = 16 * 1024 * 1024
const mostPages = 20
/** A list has some seven values a file; nothing that the hub gives nests deeper than a tokenizer's settings. */
const jsonLimits = { values: 2_000_000, depth: 100 }
/** 16 TiB: no file is longer. */
const longestFile = 2 ** 44

/** `GET /api/models/<id>/tree/main?recursive=true`: directories too; `lfs.oid` is the SHA-256 of a large file. */
const treePage = z
  .array(
    z.object({
      type: z.string(),
      path: z.string().max(1_024),
      size: z.number().int().nonnegative().max(longestFile).catch(0),
      lfs: z
        .object({
          oid: z.string().regex(/^(?:sha256:)?[0-9a-f]{64}$/),
          size: z.number().int().nonnegative().max(longestFile),
        })
        .optional()
        .catch(undefined),
    }),
  )
  .max(20_000)

function parseJson(text: string): unknown {
  // Sixteen million brackets are gigabytes of lists.
  if (!isModestJson(text, jsonLimits)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // The parser's complaint quotes what it read; that it is no JSON is all that is needed.
    return undefined
  }
}

/** The next page of the list (`Link: <url>; rel="next"`), on the hub itself or nowhere. */
function nextPage(answer: HubAnswer, current: URL): URL | null {
  const found = /<([^>]+)>;\s*rel="next"/u.exec(answer.headers.get('link') ?? '')?.[1]
  const next = found === undefined ? null : URL.parse(found, current.href)
  return next?.origin === current.origin ? next : null
}

/** @param hubUrl `http:` or `https:`; a path in it is kept. */
export function createHub(hubUrl: string, timeout: number, gate: HubGate): Hub {
  function address(...parts: readonly string[]): URL {
    const base = URL.parse(hubUrl)
    if (!base || !/^https?:$/u.test(base.protocol)) throw new DownloadFault('no-network')
    const way = parts.flatMap((part) => part.split('/')).map(encodeURIComponent)
    base.pathname = [base.pathname.replace(/\/+$/u, ''), ...way].join('/')
    return base
  }

  const get: Hub['get'] = (repository, file, headers, signal) =>
    hubRequest(address(repository, 'resolve', 'main', file), { headers, signal, timeout, gate })

  return {
    get,

    async files(repository, signal) {
      const files: HubFile[] = []
      let page: URL | null = address('api', 'models', repository, 'tree', 'main')
      page.searchParams.set('recursive', 'true')
      for (let count = 0; page && count < mostPages; count += 1) {
        const answer: HubAnswer = await hubRequest(page, { signal, timeout, gate })
        const entries = treePage.safeParse(parseJson(await textOf(answer, longestText))).data
        if (!entries) throw new DownloadFault('bad-list')
        for (const { type, path, size, lfs } of entries) {
          if (type !== 'file') continue
          const sha256 = lfs?.oid.replace('sha256:', '') ?? null
          files.push({ path, bytes: lfs?.size ?? size, sha256 })
        }
        page = nextPage(answer, page)
      }
      return files
    },

    async json(repository, file, signal) {
      const answer = await get(repository, file, {}, signal)
      if (isWebPage(answer.headers)) throw new DownloadFault('not-a-file')
      return parseJson(await textOf(answer, longestText))
    },
  }
}
