/** `npm run serve`: builds what is not up to date and becomes the server host. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.ts'

build()
await import(pathToFileURL(path.resolve('out', 'main', 'server.js')).href)
