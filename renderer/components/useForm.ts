import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** What is wrong, by the `name` of the field it belongs to; under `form` what belongs to none. */
export type Problems = Readonly<Record<string, string | undefined>>

export interface Form {
  readonly form: RefObject<HTMLFormElement | null>
  readonly problems: Problems
  readonly busy: boolean
  /** Runs a step that answers with what is wrong. A second one is not started while it runs. */
  run(step: () => Promise<Problems>): void
  /** These fields have been changed: what was wrong with them may be so no longer. */
  changed(fields: readonly string[]): void
}

interface FormOptions {
  /** The first empty field gets the focus when the form appears. */
  readonly focusFirst: boolean
}

/** A form that is sent once at a time and leads to the first field that something is wrong with. */
export function useForm({ focusFirst }: FormOptions): Form {
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<Problems>({})
  const [changedFields, setChangedFields] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const running = useRef(false)

  useEffect(() => {
    if (!focusFirst) return
    const inputs =
      form.current?.querySelectorAll<HTMLInputElement>('input:not([hidden], [type=checkbox])') ?? []
    for (const input of inputs) if (input.value === '') return input.focus()
  }, [focusFirst])

  useLayoutEffect(() => {
    const field = Object.keys(problems).find((name) => problems[name] && name !== 'form')
    const input = field ? form.current?.elements.namedItem(field) : null
    // What stands in several lines is not selected: the next key would replace all of it.
    if (input instanceof HTMLTextAreaElement) input.focus()
    if (input instanceof HTMLInputElement) {
      input.focus()
      if (input.value !== '') input.select()
    }
  }, [problems])

  function show(found: Problems): void {
    setProblems(found)
    setChangedFields([])
  }

  function run(step: () => Promise<Problems>): void {
    if (running.current) return
    running.current = true
    setBusy(true)
    // What was wrong the last time would look like the answer to this time.
    show({})
    void step()
      .then(show)
      .finally(() => {
        running.current = false
        setBusy(false)
      })
  }

  const standing = Object.entries(problems).filter(([name]) => !changedFields.includes(name))
  return {
    form,
    problems: Object.fromEntries(standing),
    busy,
    run,
    changed: (fields) => setChangedFields([...changedFields, ...fields]),
  }
}

export function hasProblem(problems: Problems): boolean {
  return Object.values(problems).some(Boolean)
}
