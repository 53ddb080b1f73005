import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { reloadCrashedPage } from '../../electron/main/crashedPage.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const showMessageBox = vi.hoisted(() => vi.fn<() => Promise<{ response: number }>>())
vi.mock('electron', () => ({ dialog: { showMessageBox } }))

class FakeWindow {
  readonly webContents = new EventEmitter()
  destroyed = false
  isDestroyed(): boolean {
    return this.destroyed
  }
  close(): void {
    this.destroyed = true
  }
}

describe('a page whose process has ended', () => {
  let window: FakeWindow
  let loads: number
  let time: number
  let logger: ReturnType<typeof memoryLogger>

  beforeEach(() => {
    window = new FakeWindow()
    loads = 0
    time = 0
    logger = memoryLogger()
    showMessageBox.mockReset()
    reloadCrashedPage(window as unknown as BrowserWindow, {
      load: async () => void (loads += 1),
      logger,
      now: () => time,
    })
  })

  async function crash(reason = 'crashed'): Promise<void> {
    window.webContents.emit('render-process-gone', {}, { reason })
    await new Promise((resolve) => setImmediate(resolve))
  }

  it.each(['crashed', 'oom', 'killed', 'abnormal-exit'])('is loaded again (%s)', async (reason) => {
    await crash(reason)
    expect(loads).toBe(1)
    expect(logger.lines).toEqual([`the process of a page ended: ${reason}`])
  })

  it('is not when it ended in order, or its window is gone', async () => {
    await crash('clean-exit')
    window.destroyed = true
    await crash()
    expect(loads).toBe(0)
  })

  it('is loaded three times a minute, then the person is asked and may go on', async () => {
    showMessageBox.mockResolvedValue({ response: 0 })
    for (let count = 0; count < 3; count += 1) await crash()
    expect(showMessageBox).not.toHaveBeenCalled()
    await crash()
    expect(showMessageBox).toHaveBeenCalledOnce()
    expect(loads).toBe(4)
    // Whoever tries again is not asked at the next crash already.
    await crash()
    expect(showMessageBox).toHaveBeenCalledOnce()
  })

  it('is closed where the person says so', async () => {
    showMessageBox.mockResolvedValue({ response: 1 })
    for (let count = 0; count < 4; count += 1) await crash()
    expect(loads).toBe(3)
    expect(window.destroyed).toBe(true)
  })

  it('may crash now and then for days without a question', async () => {
    for (let day = 0; day < 20; day += 1) {
      time += 60_000
      await crash()
    }
    expect(loads).toBe(20)
    expect(showMessageBox).not.toHaveBeenCalled()
  })
})
