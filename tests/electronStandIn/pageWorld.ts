/**
 * What runs inside the page: written as functions that need nothing from around them, because only their text gets
 * there. `preloadWorld` runs in a world of its own before the page's scripts, `mainWorld` in the page's world.
 */

/** One event of the DOM, which both worlds see, carries what the preload exposes. */
export const exposeEvent = 'confab-stand-in-expose'
export const worldName = 'confab-stand-in-preload'
export const bindingName = 'confabStandInSend'

export function mainWorld(eventName: string): void {
  window.addEventListener(eventName, (event) => {
    if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') return
    const { key, value } = JSON.parse(event.detail) as { readonly key: string; readonly value: unknown }
    Object.defineProperty(window, key, { value, enumerable: true })
  })
}

/* oxlint-disable unicorn/consistent-function-scoping -- the text of the function is all that reaches the page */
/** Carries ports and frames between the page and the process, and runs the preload with Electron's two objects. */
export function preloadWorld(
  names: { readonly event: string; readonly binding: string },
  preload: (require: (name: string) => unknown) => void,
): void {
  if (window.top !== window) return
  const scope = globalThis as unknown as Record<string, unknown>
  const send = scope[names.binding] as (text: string) => void
  const ports = new Map<number, MessagePort>()

  function encode(data: unknown): object {
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data
    if (!(bytes instanceof Uint8Array)) return { value: data }
    return { bytes: btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('')) }
  }

  function decode(data: { readonly value?: unknown; readonly bytes?: string }): unknown {
    if (data.bytes === undefined) return data.value
    return Uint8Array.from(atob(data.bytes), (character) => character.codePointAt(0) ?? 0)
  }

  function adopt(port: MessagePort): number {
    const id = ports.size
    ports.set(id, port)
    port.addEventListener('message', (event) =>
      send(JSON.stringify({ type: 'frame', id, data: encode(event.data) })),
    )
    port.addEventListener('close', () => send(JSON.stringify({ type: 'closed', id })))
    return id
  }

  const electron = {
    contextBridge: {
      exposeInMainWorld(key: string, value: unknown): void {
        if (typeof value === 'function') throw new TypeError('the stand-in exposes plain values only')
        window.dispatchEvent(new CustomEvent(names.event, { detail: JSON.stringify({ key, value }) }))
      },
    },
    ipcRenderer: {
      postMessage(channel: string, message: unknown, transfer: readonly MessagePort[] = []): void {
        const ids = transfer.map(adopt)
        send(JSON.stringify({ type: 'post', channel, message, ports: ids }))
      },
    },
  }

  scope['confabStandIn'] = {
    start: (id: number) => ports.get(id)?.start(),
    deliver: (id: number, data: object) => ports.get(id)?.postMessage(decode(data)),
    close: (id: number) => ports.get(id)?.close(),
  }

  preload((name) => {
    if (name === 'electron') return electron
    throw new Error(`A sandboxed preload cannot load "${name}".`)
  })
}
