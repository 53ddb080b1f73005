/** A child that prints a lot, one line of it without end, and tells the names in its environment. */
process.stderr.write(`${new TypeError('private words\n    at private (thing)').stack ?? ''}\n`)
for (let line = 0; line < 500; line += 1) process.stderr.write(`line ${line}\n`)
const detail = Object.keys(process.env).join(' ')
process.stderr.write('x'.repeat(1_000_000), () =>
  process.send?.({ type: 'error', requestId: 1, code: 'GENERATION_FAILED', detail }),
)
process.on('message', () => process.exit(3))
