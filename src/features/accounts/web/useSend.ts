import type { FormEvent } from 'react'
import { useAction } from '#ui/action.ts'
import { textOf } from '#ui/form/values.ts'

type Texts<Name extends string> = Readonly<Record<Name, string>>

/**
 * Sends the named inputs of a form with their present values; a refusal is in `error`, `busy` while
 * the request runs.
 */
export function useSend<const Name extends string>(
  names: readonly Name[],
  work: (values: Texts<Name>) => Promise<void>,
) {
  const { problem, pending, run } = useAction({ call: work, invalidates: [] })
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const texts: Partial<Record<Name, string>> = {}
    for (const name of names) texts[name] = textOf(form.get(name))
    void run(texts as Texts<Name>)
  }
  return { error: problem, busy: pending, onSubmit }
}
