import { vi } from 'vitest'

/** A storage of a page. */
export class MemoryStorage {
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(Reflect.get(this, key)) : null
  }
  setItem(key: string, value: string): void {
    Reflect.set(this, key, value)
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key)
  }
}

/** The modules of the window are loaded where there is no window. */
export function standInForTheWindow(): void {
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('location', { protocol: 'http:', host: '127.0.0.1', origin: 'http://127.0.0.1' })
  vi.stubGlobal('sessionStorage', new MemoryStorage())
  vi.stubGlobal('localStorage', new MemoryStorage())
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  vi.stubGlobal('requestAnimationFrame', () => 0)
  const element = { dataset: {} }
  vi.stubGlobal('document', {
    hidden: true,
    documentElement: element,
    body: element,
    activeElement: null,
    getElementById: () => null,
    querySelector: () => null,
    querySelectorAll: () => [],
    addEventListener: () => undefined,
  })
}
