/** Has Markdown set by a worker: one text after the other, each within a limit of time. */
import type { Root } from 'hast'
import { mostNodes, mostNodesAsked } from '../../shared/markdown/boundedTree.ts'
import { onEndOf } from '../state/profileState.ts'

export interface ParseRequest {
  readonly source: string
  readonly mostNodes: number
}

export interface ParseAnswer {
  /** Null for a text that cannot be set. */
  readonly tree: Root | null
}

interface Job {
  readonly source: string
  readonly asked: boolean
  readonly done: (tree: Root | null) => void
}

/**
 * In milliseconds by the clock: a usual block takes a hundredth of it, and a machine that is busy may take all of it.
 * The page does not wait meanwhile.
 */
const longest = 10_000
/** For who asked for it. */
const longestAsked = 60_000
/** So many texts are remembered, for a message that is scrolled back into view. */
const remembered = 60

const known = new Map<string, Root | null>()
const waiting: Job[] = []
let worker: Worker | null = null
let running: { readonly job: Job; readonly timer: ReturnType<typeof setTimeout> } | null = null

/** Texts are a profile's: none of them is remembered, or gone on with, for whoever signs in next. */
onEndOf('session', () => {
  known.clear()
  waiting.length = 0
  if (running) clearTimeout(running.timer)
  running = null
  worker?.terminate()
  worker = null
})

function startWorker(): Worker {
  const started = new Worker(new URL('./parseWorker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<ParseAnswer>) => finish(data.tree))
  started.addEventListener('error', giveUp)
  return started
}

/** What does not end is ended, and the text stays as it is. */
function giveUp(): void {
  worker?.terminate()
  worker = null
  finish(null)
}

function remember(key: string, tree: Root | null): void {
  known.delete(key)
  known.set(key, tree)
  const [oldest] = known.keys()
  if (known.size > remembered && oldest !== undefined) known.delete(oldest)
}

function keyOf({ asked, source }: Pick<Job, 'asked' | 'source'>): string {
  return `${asked ? 'asked' : 'usual'} ${source}`
}

function finish(tree: Root | null): void {
  if (!running) return
  const { job, timer } = running
  clearTimeout(timer)
  running = null
  remember(keyOf(job), tree)
  job.done(tree)
  startNext()
}

function startNext(): void {
  const job = running ? undefined : waiting.shift()
  if (!job) return
  const settled = known.get(keyOf(job))
  if (settled !== undefined) {
    job.done(settled)
    return startNext()
  }
  worker ??= startWorker()
  running = { job, timer: setTimeout(giveUp, job.asked ? longestAsked : longest) }
  const request: ParseRequest = { source: job.source, mostNodes: job.asked ? mostNodesAsked : mostNodes }
  worker.postMessage(request, { transfer: [] })
}

/** What is known already: a tree, null for a text that cannot be set; undefined when nobody knows yet. */
export function knownTree(source: string, asked: boolean): Root | null | undefined {
  return known.get(keyOf({ source, asked }))
}

/** Whether a text is being set, so that what is shown of it is not yet what it will be. */
export function isParsing(): boolean {
  return running !== null
}

/**
 * Calls `done` with the tree, or with null when the text cannot be set in time.
 * @param asked a person waits for it: it may take longer and be larger
 * @returns what calls it off as long as it has not begun
 */
export function parseInWorker(source: string, asked: boolean, done: (tree: Root | null) => void): () => void {
  const job = { source, asked, done }
  waiting.push(job)
  startNext()
  return () => {
    const index = waiting.indexOf(job)
    if (index >= 0) waiting.splice(index, 1)
  }
}
