import { Dialog } from '../components/Dialog.tsx'
import { addText, closeOffer, importFile, openBackups, useOffer } from './fileActions.ts'
import type { Offer } from './offer.ts'

/** Says what can be done with files that were dropped or pasted. */
export function OfferDialog() {
  const offer = useOffer((state) => state.offer)
  return offer && <ShownOffer offer={offer} />
}

function ShownOffer({ offer }: { readonly offer: Offer }) {
  const { backup, importable, sentences, text } = offer
  const nothing = text === null && importable === null && !backup
  return (
    <Dialog title={sentences.length > 1 ? 'Add files' : 'Add file'} onClose={closeOffer}>
      <div className="dialog-text" role="alert">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div className="dialog-actions">
        <button type="button" className="button button-plain" onClick={closeOffer}>
          {nothing ? 'Close' : 'Cancel'}
        </button>
        {backup && (
          <button type="button" className="button" onClick={openBackups}>
            Open Backups
          </button>
        )}
        {text !== null && (
          <button
            type="button"
            className={`button ${importable ? '' : 'button-main'}`}
            onClick={() => addText(text)}
          >
            Add text
          </button>
        )}
        {importable && (
          <button type="button" className="button button-main" onClick={() => importFile(importable)}>
            Import…
          </button>
        )}
      </div>
    </Dialog>
  )
}
