/** What the build made. It reads `out/`, which `npm test` builds first. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '..', '..')
const out = path.join(root, 'out')
const bundles = globSync('{main,preload,renderer}/**/*.{js,cjs,css,html}', { cwd: out })

function read(file: string): string {
  return readFileSync(path.join(out, file), 'utf8')
}

/** What a bundle asks for, by `import`, `import()` or `require()`. */
function requests(file: string): readonly string[] {
  const asked = read(file).matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*(["'`])([^"'`\n]+?)\1/gu)
  return [...asked].map((match) => match[2] ?? '')
}

/** Every package that is loaded, sooner or later, once an entry is. */
function packagesBehind(entry: string): ReadonlySet<string> {
  const packages = new Set<string>()
  const files = new Set([entry])
  for (const file of files) {
    for (const request of requests(file)) {
      const chunk = path.join(path.dirname(file), request)
      if (!request.startsWith('.')) packages.add(request)
      else if (existsSync(path.join(out, chunk))) files.add(chunk)
    }
  }
  return packages
}

describe('the build', () => {
  it('makes both hosts, their other processes, the preload and the window', () => {
    expect(bundles).toEqual(
      expect.arrayContaining([
        path.join('main', 'index.js'),
        path.join('main', 'server.js'),
        path.join('main', 'inference.js'),
        path.join('main', 'backups.js'),
        path.join('main', 'transfer.js'),
        path.join('preload', 'index.cjs'),
        path.join('renderer', 'index.html'),
      ]),
    )
  })

  it('needs Electron in its own host', () => {
    expect(packagesBehind('main/index.js')).toContain('electron')
  })

  it.each(['main/server.js', 'main/inference.js', 'main/backups.js', 'main/transfer.js'])(
    'needs no Electron in %s, where there is none',
    (entry) => {
      const packages = [...packagesBehind(entry)]
      expect(packages.length).toBeGreaterThan(0)
      expect(packages.filter((name) => /^electron(?!-log\/node\.js)/u.test(name))).toEqual([])
    },
  )

  it('makes a preload that loads nothing but Electron, as a sandboxed one must', () => {
    expect(requests('preload/index.cjs')).toEqual(['electron'])
  })

  it('splits the window into parts that are loaded when they are needed', () => {
    expect(globSync('renderer/**/*.js', { cwd: out }).length).toBeGreaterThan(1)
  })

  it('keeps validators out of the window, which needs only the types of the contract', () => {
    const scripts = globSync('renderer/**/*.js', { cwd: out })
    expect(scripts.filter((file) => read(file).includes('ZodError'))).toEqual([])
  })

  it('has nothing inline in the page, which its policy would refuse', () => {
    const page = read('renderer/index.html')
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/u)
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/u)
  })

  it('is minified, and says nothing of its sources or of the machine that built it', () => {
    expect(globSync('{main,preload,renderer}/**/*.map', { cwd: out })).toEqual([])
    const scripts = bundles
      .filter((name) => /\.c?js$/u.test(name))
      .map((file) => ({ file, text: read(file) }))
    const telling = scripts.filter(({ text }) => text.includes('sourceMappingURL') || text.includes(root))
    // SQL stands in template literals, line by line as it was written.
    const bare = scripts.map(({ file, text }) => ({ file, text: text.replaceAll(/`[^`]*`/gu, '') }))
    const loose = bare.filter(({ text }) => {
      const lines = text.trim().split('\n').length
      // What two of them share may be one line, and a short one.
      return lines > 1 && text.length / lines < 100
    })
    expect(telling.map(({ file }) => file)).toEqual([])
    expect(loose.map(({ file }) => file)).toEqual([])
  })
})
