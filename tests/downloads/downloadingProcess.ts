/** A program that downloads and does nothing else, to be killed: `node downloadingProcess.ts FOLDER HUB REPOSITORY`. */
import { createDownloads } from '../../electron/core/downloads/createDownloads.ts'
import { repository } from '../../shared/contract/downloads.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const [modelsFolder = '', hubUrl = '', name] = process.argv.slice(2)
const downloads = createDownloads({ modelsFolder, hubUrl, logger: memoryLogger(), onChange: () => undefined })
await downloads.start(repository.parse(name), 'q8')
