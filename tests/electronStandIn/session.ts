import { EventEmitter } from 'node:events'
import { record } from './record.ts'

type ProtocolHandler = (request: Request) => Response | Promise<Response>
type PermissionCheck = (contents: null, permission: string, origin: string, details: object) => boolean
type PermissionRequest = (
  contents: null,
  permission: string,
  callback: (allowed: boolean) => void,
  details: { readonly requestingUrl: string; readonly isMainFrame: boolean },
) => void

/** Chromium's name for a permission beside Electron's, for those that a page can ask of Chromium without a device. */
const permissions = [
  {
    electron: 'clipboard-sanitized-write',
    chromium: { name: 'clipboard-write', allowWithoutSanitization: false },
  },
  { electron: 'clipboard-read', chromium: { name: 'clipboard-read' } },
  { electron: 'geolocation', chromium: { name: 'geolocation' } },
  { electron: 'notifications', chromium: { name: 'notifications' } },
  { electron: 'media', chromium: { name: 'camera' } },
  { electron: 'media', chromium: { name: 'microphone' } },
  { electron: 'midi', chromium: { name: 'midi' } },
  { electron: 'idle-detection', chromium: { name: 'idle-detection' } },
] as const

export interface PermissionDecision {
  readonly chromium: { readonly name: string }
  readonly allowed: boolean
}

export class Session extends EventEmitter {
  readonly #handlers = new Map<string, ProtocolHandler>()
  #check: PermissionCheck = () => true
  #request: PermissionRequest = (_contents, _permission, callback) => callback(true)

  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      this.#handlers.set(scheme, handler)
    },
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.#check = handler
  }

  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.#request = handler
  }

  setDevicePermissionHandler(): void {}

  setSpellCheckerEnabled(): void {}

  /** What the two handlers say of each permission: it is given only where both allow it. */
  decide(origin: string): readonly PermissionDecision[] {
    return permissions.map(({ electron, chromium }) => {
      const details = { requestingUrl: `${origin}/`, isMainFrame: true }
      let requested = false
      this.#request(null, electron, (allowed) => (requested = allowed), details)
      const allowed = requested && this.#check(null, electron, origin, details)
      record({ kind: 'permission', permission: electron, origin, allowed })
      return { chromium, allowed }
    })
  }

  /** @throws when no handler was registered for the scheme */
  async answer(request: Request): Promise<Response> {
    const handler = this.#handlers.get(new URL(request.url).protocol.slice(0, -1))
    if (handler === undefined) throw new Error(`Nothing answers for ${request.url}.`)
    return handler(request)
  }
}

const sessions = new Map<string, Session>()

export const session = {
  fromPartition(partition: string): Session {
    const known = sessions.get(partition) ?? new Session()
    sessions.set(partition, known)
    return known
  },
}

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown): void => record({ kind: 'schemes', schemes }),
}
