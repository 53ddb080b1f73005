import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readdir, readFile } from 'node:fs/promises'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'

/** What the hub does wrong with a file, or with the list (file `''`). */
export type HubFault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'hang' }
  /** Sends so many bytes of the answer and then nothing more. */
  | { readonly kind: 'hang-after'; readonly bytes: number }
  | { readonly kind: 'reset-after'; readonly bytes: number }
  /** Right length, other bytes. */
  | { readonly kind: 'wrong-bytes' }
  | { readonly kind: 'too-short' }
  /** Longer than the list says, and without a `content-length`. */
  | { readonly kind: 'too-long' }
  | { readonly kind: 'html' }
  | { readonly kind: 'ignores-range' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'no-etag' }

export interface SeenRequest {
  readonly path: string
  readonly range: string | undefined
  readonly ifRange: string | undefined
}

/** A model hub on loopback that speaks as huggingface.co does: its list, its redirection, ranges and ETags. */
export interface HubServer {
  readonly url: string
  readonly requests: SeenRequest[]
  /** Sockets that were ever opened to it. */
  sockets(): number
  /** Sockets that are open now. */
  open(): number
  /** `times` answers for `file` go wrong; all when left out. */
  fail(file: string, fault: HubFault, times?: number): void
  heal(): void
  /** Resets every connection that is open. */
  reset(): void
  /** Another file under the same name. */
  change(file: string, content: Buffer): void
  /** More entries in the list. */
  listToo(entries: readonly object[]): void
  close(): Promise<void>
}

interface Fault {
  readonly fault: HubFault
  left: number
}

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = new Map<string, Buffer>()
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile()) files.set(path.relative(folder, file).split(path.sep).join('/'), await readFile(file))
  }
  return files
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const etagOf = (content: Buffer) => `"${sha256(content).slice(0, 16)}"`

/** Serves the model in `folder` as `repository`. Large files (`.onnx`) are kept as the hub keeps them, with SHA-256. */
export async function startHub(folder: string, repository: string): Promise<HubServer> {
  const files = await readFolder(folder)
  const listed = new Map(files)
  const faults = new Map<string, Fault>()
  const requests: SeenRequest[] = []
  const open = new Set<Socket>()
  let extra: readonly object[] = []
  let opened = 0

  function faultOf(file: string): HubFault | null {
    const found = faults.get(file)
    if (!found || found.left === 0) return null
    found.left -= 1
    return found.fault
  }

  function list(): string {
    const entries = [...listed].map(([name, content]) => ({
      type: 'file',
      oid: createHash('sha1').update(content).digest('hex'),
      size: content.length,
      path: name,
      ...(name.endsWith('.onnx')
        ? { lfs: { oid: sha256(content), size: content.length, pointerSize: 130 } }
        : {}),
    }))
    return JSON.stringify([{ type: 'directory', oid: '0', size: 0, path: 'onnx' }, ...entries, ...extra])
  }

  /** True when it has answered. */
  function answerWrongly(fault: HubFault | null, response: ServerResponse): boolean {
    if (fault?.kind === 'status') response.writeHead(fault.status).end('no')
    else if (fault?.kind === 'html')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>')
    else if (fault?.kind === 'not-json') response.writeHead(200).end('{"oops"')
    else if (fault?.kind !== 'hang') return false
    return true
  }

  function sendFile(name: string, request: IncomingMessage, response: ServerResponse): void {
    const content = files.get(name)
    const fault = faultOf(name)
    if (answerWrongly(fault, response)) return
    if (!content) return void response.writeHead(404).end('Entry not found')
    const etag = etagOf(content)
    const headers = fault?.kind === 'no-etag' ? {} : { etag }
    if (fault?.kind === 'too-long') {
      response.writeHead(200, headers)
      return void response.end(Buffer.concat([content, Buffer.from('more')]))
    }
    const whole = fault?.kind === 'wrong-bytes' ? Buffer.from(content.map((byte) => byte ^ 1)) : content
    const sent = fault?.kind === 'too-short' ? whole.subarray(0, -1) : whole
    const range = /^bytes=(\d+)-$/u.exec(request.headers.range ?? '')
    const ifRange = request.headers['if-range']
    const begin =
      range && fault?.kind !== 'ignores-range' && (ifRange ?? etag) === etag ? Number(range[1]) : 0
    if (begin >= sent.length) return void response.writeHead(416).end()
    const part = sent.subarray(begin)
    response.writeHead(begin > 0 ? 206 : 200, {
      ...headers,
      'content-type': 'application/octet-stream',
      'content-length': part.length,
      ...(begin > 0 ? { 'content-range': `bytes ${begin}-${sent.length - 1}/${sent.length}` } : {}),
    })
    if (fault?.kind === 'hang-after') return void response.write(part.subarray(0, fault.bytes))
    if (fault?.kind === 'reset-after') {
      response.write(part.subarray(0, fault.bytes), () =>
        setTimeout(() => response.socket?.resetAndDestroy(), 20),
      )
      return
    }
    response.end(part)
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://hub')
    requests.push({
      path: pathname,
      range: request.headers.range,
      ifRange: request.headers['if-range']?.toString(),
    })
    if (pathname.startsWith('/cdn/'))
      return sendFile(decodeURIComponent(pathname.slice(5)), request, response)
    if (pathname === `/api/models/${repository}/tree/main`) {
      if (answerWrongly(faultOf(''), response)) return
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(list())
    }
    const prefix = `/${repository}/resolve/main/`
    if (!pathname.startsWith(prefix)) return void response.writeHead(401).end('Invalid username or password.')
    // As the hub does with large files: it hands them over to another server.
    response.writeHead(302, { location: `/cdn/${pathname.slice(prefix.length)}` }).end()
  })
  server.on('connection', (socket) => {
    opened += 1
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    // A test that resets a connection is told so on this end too.
    socket.on('error', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    sockets: () => opened,
    open: () => open.size,
    fail: (file, fault, times = Number.POSITIVE_INFINITY) => void faults.set(file, { fault, left: times }),
    heal: () => faults.clear(),
    reset() {
      for (const socket of open) socket.resetAndDestroy()
    },
    change(file, content) {
      files.set(file, content)
      listed.set(file, content)
    },
    listToo(entries) {
      extra = entries
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
