import type { TransferProcess } from '../../electron/core/host.ts'
import { htmlWithinBounds } from '../../electron/core/transfer/formats/safeHtml.ts'
import type { TransferEvent } from '../../electron/core/transfer/job.ts'
import { FileReader } from '../../electron/core/transfer/reading/readFile.ts'

/**
 * What the process does, without the process: to start one takes longer than most tests. That it is one is tested in
 * hostileFiles.test.ts and hostileMarkdown.test.ts.
 */
export function forkTransfer(): TransferProcess {
  let listener: (event: TransferEvent) => void = () => undefined
  let onExit: (description: string) => void = () => undefined
  const send = (event: TransferEvent): void => {
    const copy = structuredClone(event)
    setImmediate(() => listener(copy))
  }
  const reader = new FileReader(send)
  setImmediate(() => send({ type: 'ready' }))
  return {
    send(command) {
      if (command.type === 'html') send({ type: 'html', html: htmlWithinBounds(command.markdown) })
      else reader.take(command).catch((error: unknown) => onExit(String(error)))
    },
    onEvent(given) {
      listener = given
    },
    onExit(given) {
      onExit = given
    },
    kill: () => onExit('killed'),
  }
}
