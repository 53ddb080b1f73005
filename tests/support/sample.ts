import { newSeed } from './newSeed.ts'
import { seededRandom } from './random.ts'

/**
 * Of what takes long a few, others in each run, by a seed that is printed; all of them in `npm run soak -- --only tests`.
 */
export function sampleOf<Item>(name: string, all: readonly Item[], count: number): readonly Item[] {
  if (process.env['CONFAB_SOAK']) return all
  const random = seededRandom(newSeed(name))
  const drawn = all.map((item) => ({ item, lot: random() })).toSorted((one, other) => one.lot - other.lot)
  return drawn.slice(0, count).map(({ item }) => item)
}
