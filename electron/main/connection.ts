/** Takes the MessagePort that a window hands over, after checking that it is a window of ours. */
import { ipcMain, type IpcMainEvent } from 'electron'
import { connectMessage } from '../../shared/windowHost.ts'
import type { Core } from '../core/core.ts'
import type { Logger } from '../core/host.ts'
import { messagePortChannel } from './messagePort.ts'
import { appOrigin } from './origin.ts'

/** What is known of who sent a port. */
export interface Sender {
  /** The name of the window whose page sent it; undefined when it is none of ours. */
  readonly windowId: string | undefined
  /** Null when the frame is gone already. */
  readonly frame: { readonly origin: string; readonly parent: unknown } | null
  readonly portCount: number
}

/** Why a port is not taken, for the log; undefined when it is. */
export function refusalOf(sender: Sender): string | undefined {
  if (sender.windowId === undefined) return 'it came from no window of ours'
  if (sender.frame === null) return 'its page is gone'
  if (sender.frame.parent !== null) return 'it came from a frame inside the page'
  if (sender.frame.origin !== appOrigin) return 'it came from another origin'
  if (sender.portCount !== 1) return `it came with ${sender.portCount} ports`
  return undefined
}

export interface ConnectionOptions {
  readonly core: Core
  readonly logger: Logger
  /** The name of the window that shows a page, by the page's id. */
  windowIdOf(contentsId: number): string | undefined
}

/** From now on windows may connect. */
export function acceptConnections(options: ConnectionOptions): void {
  ipcMain.on(connectMessage, (event) => {
    const windowId = options.windowIdOf(event.sender.id)
    const [port] = event.ports
    const refusal = refusalOf({ windowId, frame: event.senderFrame, portCount: event.ports.length })
    if (refusal !== undefined || windowId === undefined || port === undefined) {
      refuse(event, refusal ?? 'it was not complete', options.logger)
      return
    }
    options.core.connect(windowId, messagePortChannel(port))
  })
}

function refuse(event: IpcMainEvent, reason: string, logger: Logger): void {
  for (const port of event.ports) port.close()
  logger.warn(`a connection was refused: ${reason}`)
}
