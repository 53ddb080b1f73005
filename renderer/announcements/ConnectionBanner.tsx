import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { connection } from '../connection/call.ts'
import { announce } from './announcementStore.ts'

/** Says that the way to the core is lost, for as long as it is. */
export function ConnectionBanner() {
  const status = useStore(connection.store, (state) => state.status)
  const wasLost = useRef(false)
  useEffect(() => {
    if (wasLost.current && status === 'connected') announce('Connected again')
    wasLost.current = status === 'lost'
  }, [status])
  return (
    <output className="connection" aria-live="polite" aria-label="Connection">
      {status === 'lost' && <p className="connection-banner">Connection lost. Reconnecting…</p>}
    </output>
  )
}
