/**
 * The child process that runs local models. It is started by `child_process.fork` or by Electron's
 * `utilityProcess`, reads commands and writes events (see `shared/inference.ts`), and ends with its parent.
 */
import { constants, setPriority } from 'node:os'
import { createCommandServer } from './commandServer.ts'
import { createModelHolder } from './modelHolder.ts'
import { openParentPort } from './parentPort.ts'

/** Whoever reads goes first: a model takes what the window and the core leave of the processors. */
function yieldToOthers(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A system that does not let a process step back runs it like the others.
  }
}

yieldToOthers()

const port = openParentPort()
const server = createCommandServer(createModelHolder(), (event) => port.send(event))
port.onCommand((command) => server.take(command))
