import { useEffect, useRef } from 'react'
import type { ExportScope } from '../../shared/contract/exports.ts'
import { Dialog } from '../components/Dialog.tsx'
import { ExportForm } from '../settings/transfer/ExportForm.tsx'

interface ExportDialogProps {
  readonly scope: ExportScope
  /** Of the chat or the folder. */
  readonly name: string
  readonly onClose: () => void
}

/** Asks in which form a chat, or the chats of a folder, are to be saved. */
export function ExportDialog({ name, onClose, scope }: ExportDialogProps) {
  const form = useRef<HTMLDivElement>(null)
  // The dialog itself gives the focus to its first control, which closes it.
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <Dialog title="Export" className="export-dialog" onClose={onClose}>
      <p className="note export-about">{name}</p>
      <div ref={form}>
        <ExportForm scope={scope} what={`“${name}”`} action="Export" />
      </div>
    </Dialog>
  )
}
