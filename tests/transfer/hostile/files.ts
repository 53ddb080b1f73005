import type { HostileFile } from './making.ts'
import { structures } from './structures.ts'
import { trees } from './trees.ts'
import { ours, words } from './words.ts'
import { zips } from './zips.ts'

/** Files that were made to hold, end or mislead whoever reads them, each with what is right to become of it. */
export const hostileFiles: readonly HostileFile[] = [...structures, ...trees, ...words, ...ours, ...zips]
