/** A program that downloads and does nothing else, to be killed: `node downloadingProcess.ts FOLDER HUB REPOSITORY`. */
import { createDownloads } from '../../electron/core/downloads/createDownloads.ts'
import { NetworkGate } from '../../electron/core/providers/remote/networkGate.ts'
import { repository } from '../../shared/contract/downloads.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const [modelsFolder = '', hubUrl = '', name] = process.argv.slice(2)
const downloads = createDownloads({ modelsFolder, hubUrl, logger: memoryLogger(), onChange: () => undefined })
const gate = new NetworkGate({ offlineOnly: false, localServers: true })
await downloads.start(repository.parse(name), 'q8', gate)
