/** Serves the built window from the app's own scheme: no port is open, and the origin is nobody else's. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, type Session } from 'electron'
import { securityHeaders } from '../../shared/contentSecurityPolicy.ts'
import { appOrigin, appScheme } from './origin.ts'

/** The kinds of files the build makes. Anything else is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** To be called before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves `folder`, the absolute path of the built window, to one session. */
export function serveWindow(session: Session, folder: string): void {
  session.protocol.handle(appScheme, (request) => answer(folder, request))
}

/** Answers 400, 404 or 405 to whatever is not a file of the window, and never throws. */
export async function answer(folder: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405)
  const file = findFile(folder, request.url)
  if (file === undefined) return refusal(400)
  const contentType = contentTypes[path.extname(file)]
  if (contentType === undefined) return refusal(404)
  try {
    const bytes = await readFile(file)
    return new Response(request.method === 'HEAD' ? null : bytes, {
      headers: { ...securityHeaders, 'Content-Type': contentType, 'Cache-Control': 'no-cache' },
    })
  } catch {
    return refusal(404)
  }
}

/**
 * The absolute path of the file that an address asks for; undefined when it is not an address of ours or leads out
 * of `folder`, in whatever spelling. The file need not exist.
 */
export function findFile(folder: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== appOrigin) return undefined
  const decoded = decode(url.pathname)
  if (decoded === undefined || /[\\\0:]/u.test(decoded)) return undefined
  const file = path.resolve(folder, `.${decoded === '/' ? '/index.html' : decoded}`)
  return file.startsWith(folder + path.sep) ? file : undefined
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders })
}
