import type { ReactNode } from 'react'

interface SubmitButtonProps {
  /** The form is being sent. The button keeps the focus; the form itself refuses to be sent twice. */
  readonly busy: boolean
  readonly disabled?: boolean
  readonly className?: string
  readonly children: ReactNode
}

export function SubmitButton({
  busy,
  disabled = false,
  className = 'button-main',
  children,
}: SubmitButtonProps) {
  return (
    <button
      type="submit"
      className={`button ${className}`}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
    >
      {children}
    </button>
  )
}
