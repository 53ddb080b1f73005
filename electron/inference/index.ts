/**
 * The child process that runs local models. It is started by `child_process.fork` or by Electron's
 * `utilityProcess`, reads commands and writes events (see `shared/inference.ts`), and ends with its parent.
 */
import { createCommandServer } from './commandServer.ts'
import { createModelHolder } from './modelHolder.ts'
import { openParentPort } from './parentPort.ts'

const port = openParentPort()
const server = createCommandServer(createModelHolder(), (event) => port.send(event))
port.onCommand((command) => server.take(command))
