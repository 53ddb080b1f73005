/** A child that prints a lot and tells the names in its environment. */
for (let line = 0; line < 500; line += 1) process.stderr.write(`line ${line}\n`)
const detail = Object.keys(process.env).join(' ')
process.send?.({ type: 'error', requestId: 1, code: 'GENERATION_FAILED', detail })
process.on('message', () => process.exit(3))
