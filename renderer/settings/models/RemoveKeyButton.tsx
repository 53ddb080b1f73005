import type { ConnectionId } from '../../../shared/contract/base.ts'
import { announce } from '../../announcements/announcementStore.ts'
import { showError } from '../../announcements/toastStore.ts'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { putConnection } from '../../models/connectionsStore.ts'

interface RemoveKeyButtonProps {
  readonly connectionId: ConnectionId
  readonly onDone?: () => void
}

/** Takes the profile's own key away; one from the environment then serves again. */
export function RemoveKeyButton({ connectionId, onDone }: RemoveKeyButtonProps) {
  async function remove(): Promise<void> {
    try {
      const { connection } = await call((client) => client.connections.removeKey({ connectionId }))
      putConnection(connection)
      announce('Key removed')
      onDone?.()
    } catch (error) {
      showError(sentenceOf(failureOf(error)))
    }
  }

  return (
    <button type="button" className="button button-danger" onClick={() => void remove()}>
      Remove key
    </button>
  )
}
