import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { acquireInstanceLock, DataFolderInUseError } from '../electron/core/instanceLock.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'confab-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts a process that holds the lock, and waits until it does. */
async function holder(dataFolder: string): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'instanceLockHolder.ts')
  const child = spawn(process.execPath, [program, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

function refusalOf(dataFolder: string): string {
  try {
    acquireInstanceLock(dataFolder, { host: 'electron' }).release()
    return 'not refused'
  } catch (error) {
    if (error instanceof DataFolderInUseError) return error.message
    throw error
  }
}

describe('the lock of a data folder', () => {
  it('is refused while another process holds it, with a message that names it and says what to do', async () => {
    const dataFolder = temporaryFolder()
    const child = await holder(dataFolder)
    expect(refusalOf(dataFolder)).toMatch(
      new RegExp(
        `^Confab is already running with this data folder: the server host, process ${child.pid}, ` +
          String.raw`since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d, at http://127\.0\.0\.1:8317/\. ` +
          'Close it first, or choose another folder with --data.$',
        'u',
      ),
    )
  })

  it('is free at once when its process was killed, also when its id now belongs to another process', async () => {
    const dataFolder = temporaryFolder()
    const child = await holder(dataFolder)
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    const file = join(dataFolder, 'instance.json')
    const left: unknown = JSON.parse(readFileSync(file, 'utf8'))
    expect(left).toMatchObject({ pid: child.pid })
    writeFileSync(file, JSON.stringify({ ...Object(left), pid: process.ppid }))
    const lock = acquireInstanceLock(dataFolder, { host: 'electron' })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, host: 'electron' })
    lock.release()
  })

  it('can be taken again after it was released, and leaves no description behind', () => {
    const dataFolder = temporaryFolder()
    const lock = acquireInstanceLock(dataFolder, { host: 'server' })
    expect(refusalOf(dataFolder)).toContain('Confab is already running')
    expect(readdirSync(dataFolder).toSorted()).toEqual(['instance.json', 'instance.lock'])
    lock.release()
    lock.release()
    expect(readdirSync(dataFolder)).toEqual(['instance.lock'])
    expect(refusalOf(dataFolder)).toBe('not refused')
  })

  it.each(['', '{"pid":', '{"pid":"x"}'])(
    'is refused in plain words when its description reads %j',
    (text) => {
      const dataFolder = temporaryFolder()
      const lock = acquireInstanceLock(dataFolder, { host: 'server' })
      writeFileSync(join(dataFolder, 'instance.json'), text)
      expect(refusalOf(dataFolder)).toBe(
        'Confab is already running with this data folder. Close it first, or choose another folder with --data.',
      )
      lock.release()
    },
  )

  it('makes the folder when it is not there yet', () => {
    const dataFolder = join(temporaryFolder(), 'new', 'folder')
    acquireInstanceLock(dataFolder, { host: 'server' }).release()
    expect(readdirSync(dataFolder)).toEqual(['instance.lock'])
  })
})
