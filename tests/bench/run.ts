/** `npm run bench`: runs the benchmarks (`-- --only NAME` for one), prints a table and writes `results.json`. */
import { globSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../../scripts/build.ts'
import { isWithin, type Benchmark, type Measurement } from './benchmark.ts'

async function benchmarks(): Promise<readonly Benchmark[]> {
  const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const { benchmark } = (await import(path.join(import.meta.dirname, file))) as { benchmark: Benchmark }
      return benchmark
    }),
  )
}

function row(measurement: Measurement): string {
  const { name, value, unit, budget, atLeast } = measurement
  const promise = budget === null ? '' : `${atLeast ? '>=' : '<='} ${budget} ${unit}`
  const verdict = budget === null ? '' : isWithin(measurement) ? 'within' : 'OVER'
  return `${name.padEnd(62)} ${value.toFixed(2).padStart(10)} ${unit.padEnd(6)} ${promise.padStart(14)}  ${verdict}`
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
build()
const all = await benchmarks()
const chosen = all.filter(({ name }) => values.only === undefined || name === values.only)
if (chosen.length === 0) {
  console.error(`There is no benchmark of that name. There are: ${all.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}

const results: Measurement[] = []
for (const benchmark of chosen) {
  console.log(`\n${benchmark.name}`)
  for (const measurement of await benchmark.run()) {
    console.log(row(measurement))
    results.push(measurement)
  }
}
const file = path.join(import.meta.dirname, 'results.json')
const report = results.map((result) => {
  const { name, value, unit, budget } = result
  return { name, value, unit, budget, within: isWithin(result) }
})
writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
process.exit(0)
