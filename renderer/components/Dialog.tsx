import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'

interface DialogProps {
  readonly title: string
  /** Without it the dialog cannot be dismissed: neither by Escape nor by a close button. */
  readonly onClose?: () => void
  readonly className?: string
  readonly children: ReactNode
}

/** A modal dialog. The browser keeps the focus inside and gives it back at the end. */
export function Dialog({ title, onClose, className = '', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={titleId}
      closedby={onClose ? 'closerequest' : 'none'}
      onKeyDown={(event) => {
        // Where `closedby` is not known, a second Escape closes a dialog whatever is said to its first.
        if (event.key === 'Escape' && !onClose) event.preventDefault()
      }}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onClose?.()
      }}
    >
      {/* No `header`: below a dialog that would be a banner, the landmark of the whole page. */}
      <div className="dialog-header">
        <h2 id={titleId}>{title}</h2>
        {onClose && <IconButton label="Close" icon={X} onClick={onClose} />}
      </div>
      {children}
    </dialog>
  )
}
