import type { ComponentProps } from 'react'

interface FormProps extends Omit<ComponentProps<'form'>, 'onSubmit' | 'noValidate'> {
  readonly onSubmit: () => void
}

/**
 * A form that is never sent anywhere: what is wrong with it is said by us, and what is to be done is done here. What a
 * browser may remember of a form it writes to the disk in plain text, so it may not; a field that a password manager
 * fills still says which it is.
 */
export function Form({ onSubmit, ...rest }: FormProps) {
  return (
    <form
      autoComplete="off"
      {...rest}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    />
  )
}
