import { ExportForm } from './transfer/ExportForm.tsx'
import { ImportPart } from './transfer/ImportPart.tsx'

const everything = { kind: 'all' } as const

export function TransferSection() {
  return (
    <>
      <ImportPart />
      <div className="settings-group">
        <h3>Export everything</h3>
        <p className="note">
          Who opens the file reads your chats: it is not encrypted. One chat or a folder is exported from its
          menu.
        </p>
        <ExportForm scope={everything} what="everything" action="Export everything" />
      </div>
    </>
  )
}
