/** Loaded into the child of `utilityProcess`: gives it `process.parentPort`, and takes away what Electron's child lacks. */
import { EventEmitter } from 'node:events'

const send = process.send?.bind(process)
delete process.send

class ParentPort extends EventEmitter {
  postMessage(message: object): void {
    send?.(message)
  }

  start(): void {}
}

const parentPort = new ParentPort()
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }))
// Electron ends its utility processes with itself.
process.on('disconnect', () => process.exit(0))
Object.assign(process, { parentPort })
