/** Who may import whom: DESIGN section 2. Type-only imports count as much as others. */
import path from 'node:path'
import { parseCircular, parseDependencyTree, type DependencyTree } from 'dpdm'
import { beforeAll, describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '..', '..')

/** What the modules of each folder may import besides themselves. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'shared/': [],
  'electron/core/': ['shared/'],
  'electron/inference/': ['shared/'],
  'electron/preload/': ['shared/'],
  'electron/main/': ['electron/core/', 'shared/'],
  'electron/server/': ['electron/core/', 'shared/'],
  'renderer/': ['shared/'],
}

/** Packages that need Electron, or bring it along. */
const electronPackages = /^electron(?:-store|-log)?(?:\/|$)/u
/** electron-log's edition for Node is only a logger. */
const loggerForNode = 'electron-log/node.js'

interface Import {
  readonly from: string
  /** A file of ours by its path, anything else by the name it is asked for. */
  readonly to: string
  readonly isOurs: boolean
}

let tree: DependencyTree
let imports: readonly Import[]

beforeAll(async () => {
  const entries = ['shared', 'electron', 'renderer', 'scripts', 'tests'].map(
    (name) => `${name}/**/*.{ts,tsx}`,
  )
  tree = await parseDependencyTree([...entries, '*.config.ts'], {
    cwd: root,
    context: root,
    exclude: /node_modules|\/out\//u,
    transform: false,
    extensions: ['', '.ts', '.tsx'],
  })
  imports = Object.entries(tree).flatMap(([from, dependencies]) =>
    (dependencies ?? []).map(({ request, id }) => {
      const isOurs = request.startsWith('.')
      return { from, to: isOurs ? (id ?? request) : request, isOurs }
    }),
  )
}, 60_000)

function below(folder: string): readonly Import[] {
  return imports.filter(({ from }) => from.startsWith(folder))
}

function spoken({ from, to }: Import): string {
  return `${from} imports ${to}`
}

describe('the imports of the tree', () => {
  it('are really read, also those of types', () => {
    expect(imports).toContainEqual({ from: 'electron/main/index.ts', to: 'electron', isOurs: false })
    expect(imports).toContainEqual({ from: 'electron/core/host.ts', to: 'shared/inference.ts', isOurs: true })
  })

  it.each(Object.entries(layers))('keep %s within its layer', (folder, others) => {
    const isOwn = (to: string): boolean => [folder, ...others].some((allowed) => to.startsWith(allowed))
    const wrong = below(folder).filter(({ to, isOurs }) => isOurs && !isOwn(to))
    expect(wrong.map(spoken)).toEqual([])
  })

  it('name Electron only where Electron is', () => {
    const homes = ['electron/main/', 'electron/preload/', 'tests/electron/', 'tests/electronStandIn/']
    const wrong = imports.filter(
      ({ from, to, isOurs }) =>
        !isOurs &&
        electronPackages.test(to) &&
        to !== loggerForNode &&
        !homes.some((home) => from.startsWith(home)),
    )
    expect(wrong.map(spoken)).toEqual([])
  })

  it.each(['shared/', 'renderer/', 'electron/preload/'])('ask for nothing of Node below %s', (folder) => {
    expect(
      below(folder)
        .filter(({ to }) => to.startsWith('node:'))
        .map(spoken),
    ).toEqual([])
  })

  it('never go round in a circle', () => {
    expect(parseCircular(tree).map((circle) => circle.join(' > '))).toEqual([])
  })
})
