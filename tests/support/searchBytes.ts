/** `node searchBytes.ts FOLDER TEXT …` names each file below the folder (models left out) that holds a text. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const [folder = '', ...texts] = process.argv.slice(2)
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => !name.startsWith(`models${path.sep}`))
  .map((name) => path.join(folder, name))
  .filter((file) => statSync(file).isFile())
if (files.length < 3) throw new Error('that is no data folder')

for (const file of files) {
  const bytes = readFileSync(file)
  for (const text of texts) {
    const found = [Buffer.from(text), Buffer.from(text, 'utf16le')].some((form) => bytes.includes(form))
    if (found) console.log(`${text} in ${path.relative(folder, file)}`)
  }
}
