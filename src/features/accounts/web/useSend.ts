import { useState } from 'react'
import type { FormEvent } from 'react'
import { textsOf } from './Box.tsx'

/** Sends a form: what it refused stands in `error`, `busy` while it is under way. */
export function useSend(
  work: (values: Readonly<Record<string, string>>, form: HTMLFormElement) => Promise<void>,
) {
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    setBusy(true)
    setError(undefined)
    work(textsOf(form), form)
      .catch((failed: unknown) => setError(failed))
      .finally(() => setBusy(false))
  }
  return { error, busy, onSubmit }
}
