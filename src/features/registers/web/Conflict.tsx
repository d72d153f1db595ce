import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { text } from './text.ts'
import type { RegisterView } from '../contract/registers.ts'
import { wordsOf } from './values.tsx'
import type { ValueContext } from './values.tsx'

/** What another person saved in the meantime, as in the problem `changed-meanwhile`. */
export interface Meanwhile {
  readonly by: string
  readonly version: number
  readonly fields: FieldValues
  readonly changes: readonly { readonly field: string }[]
}

interface ConflictProps {
  readonly register: RegisterView
  readonly context: ValueContext
  /** The entry as it was read. */
  readonly before: FieldValues
  /** What was changed here; null for emptied fields. */
  readonly mine: Values
  readonly meanwhile: Meanwhile
  /** The button that leaves without saving. */
  readonly cancel: ReactNode
  readonly onChosen: (fields: Values) => Promise<void>
}

/**
 * Shows both changes field by field and asks which to keep. What only the other person changed
 * remains.
 */
export function Conflict({
  register,
  context: telling,
  before,
  mine,
  meanwhile,
  cancel,
  onChosen,
}: ConflictProps) {
  const say = useTexts(text)
  const theirs = new Set(meanwhile.changes.map((change) => change.field))
  const both = register.fields.filter((field) => theirs.has(field.id) && field.id in mine)
  const others = register.fields.filter((field) => theirs.has(field.id) && !(field.id in mine))
  const [choices, setChoices] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const { by } = meanwhile
  const save = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    await onChosen(
      Object.fromEntries(
        Object.entries(mine).filter(([id]) => !theirs.has(id) || choices[id] === 'mine'),
      ),
    ).catch(setProblem)
    setBusy(false)
  }
  return (
    <section aria-label={say('conflictTitle', { by })} className="max-w-4xl space-y-6">
      <Notice kind="warn" title={say('conflictTitle', { by })}>
        {say('conflictBody')}
      </Notice>
      <ProblemNotice error={problem} />
      {both.map((field) => (
        <fieldset key={field.id}>
          <legend className="mb-1.5 font-700">{field.title}</legend>
          <p className="mb-2 text-[0.875rem] text-sub">
            {say('before')}
            {signs().colon}
            {wordsOf(field, before[field.id], telling) || say('empty')}
          </p>
          <div className="grid gap-3 sm:grid-cols-2">
            {(['mine', 'theirs'] as const).map((side) => (
              <label
                key={side}
                className={classNames(
                  'flex cursor-pointer gap-3 rounded-12 border px-4 py-3',
                  choices[field.id] === side
                    ? 'border-act bg-act-soft'
                    : 'border-line hover:bg-soft',
                )}
              >
                <input
                  type="radio"
                  name={field.id}
                  aria-label={say(side, { by })}
                  className="mt-1 size-5 shrink-0 accent-act"
                  checked={choices[field.id] === side}
                  onChange={() => setChoices({ ...choices, [field.id]: side })}
                />
                <span className="min-w-0">
                  <span className="block text-[0.8125rem] text-sub">{say(side, { by })}</span>
                  <span className="whitespace-pre-line">
                    {wordsOf(
                      field,
                      side === 'mine' ? mine[field.id] : meanwhile.fields[field.id],
                      telling,
                    ) || say('empty')}
                  </span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      {others.length > 0 && (
        <div>
          <p className="mb-2">{say('conflictOthers', { by })}</p>
          <dl className="rounded-12 border border-line px-4 py-1">
            {others.map((field) => (
              <div
                key={field.id}
                className="grid gap-x-5 border-t border-line py-2 first:border-t-0 sm:grid-cols-[10rem_1fr]"
              >
                <dt className="text-[0.9375rem] text-sub">{field.title}</dt>
                <dd>{wordsOf(field, meanwhile.fields[field.id], telling) || say('empty')}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        <Button
          kind="main"
          isPending={busy}
          isDisabled={both.some((field) => choices[field.id] === undefined)}
          onPress={() => void save()}
        >
          {say('conflictSave')}
        </Button>
        {cancel}
      </div>
    </section>
  )
}
