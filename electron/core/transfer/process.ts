/** The process that works on texts and files of others: see job.ts. */
import { openChildPort } from '../hosting/childPort.ts'
import { htmlWithinBounds } from './formats/safeHtml.ts'
import type { TransferCommand, TransferEvent } from './job.ts'
import { FileReader } from './reading/readFile.ts'

const port = openChildPort<TransferCommand, TransferEvent>()
const reader = new FileReader((event) => port.send(event))

port.onCommand((command) => {
  if (command.type === 'html') port.send({ type: 'html', html: htmlWithinBounds(command.markdown) })
  else void reader.take(command)
})
port.send({ type: 'ready' })
