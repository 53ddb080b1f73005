import { useId, type ComponentProps, type ReactNode } from 'react'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id' | 'aria-describedby' | 'aria-invalid'> {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | null
}

/** Several lines of text with their label, their hint, and what is wrong with them. */
export function TextArea({ label, hint, error = null, ...rest }: TextAreaProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        {...rest}
        id={id}
        className={`text-area ${rest.className ?? ''}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <div className="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
