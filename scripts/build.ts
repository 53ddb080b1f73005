import { execFileSync } from 'node:child_process'
import { existsSync, globSync, statSync, writeFileSync } from 'node:fs'

const stamp = 'out/built'
const sources = [
  'electron/**/*',
  'renderer/**/*',
  'shared/**/*',
  'package-lock.json',
  'electron.vite.config.ts',
]

/** Something the build is made of is newer than what was built last. */
function isStale(): boolean {
  if (!existsSync(stamp)) return true
  const built = statSync(stamp).mtimeMs
  return globSync(sources).some((file) => statSync(file).mtimeMs > built)
}

/** Builds main, preload, server, inference and the window into `out/`. */
function buildAll(): void {
  console.log('Building Confab …')
  execFileSync(
    process.execPath,
    ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
    {
      stdio: 'inherit',
    },
  )
  writeFileSync(stamp, '')
}

/** Builds Confab unless what was built last is up to date. */
export function build(): void {
  if (isStale()) buildAll()
}

if (process.argv[1] === import.meta.filename) buildAll()
