/**
 * The seed of a random test, printed under its name, so that a run that failed can be repeated: `CONFAB_SEED=N` in
 * the environment takes that one instead.
 */
export function newSeed(name: string): number {
  const given = Number(process.env['CONFAB_SEED'])
  const seed = Number.isSafeInteger(given) && given > 0 ? given : Date.now() % 2 ** 31
  console.log(`${name}: seed ${seed}`)
  return seed
}
