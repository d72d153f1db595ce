import { useState } from 'react'
import type { ReactNode } from 'react'
import { ApiProblem, refresh } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { touchedByOrganization } from './data.ts'
import { text } from './text.ts'

const nothing: Values = {}

/**
 * A short form in a dialog; closes once saved.
 * After a conflict `values` must change with what is read again: changes of the other person are
 * shown and kept, and the next attempt is sent with the new version.
 */
export function FormDialog({
  title,
  lead,
  fields,
  values = nothing,
  submit,
  send,
  onValues,
  children,
  onClose,
}: {
  readonly title: string
  readonly lead?: string
  readonly fields: readonly FormField[]
  readonly values?: Values
  readonly submit?: string
  readonly send: (values: Values) => Promise<unknown>
  /** Told of the values whenever they change. */
  readonly onValues?: (values: Values) => void
  /** What follows from the values, above the form. */
  readonly children?: ReactNode
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const [first] = useState(values)
  const [late, setLate] = useState(false)
  const kept = useAction({
    call: send,
    invalidates: touchedByOrganization,
    done: () => {
      onClose()
      showToast(say('saved'))
    },
  })
  const keep = async (input: Values): Promise<void> => {
    try {
      await kept.send(merged(fields, first, values, input))
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) {
        setLate(true)
        await refresh(touchedByOrganization)
      }
      throw error
    }
  }
  const others = late ? fields.filter((field) => !same(first[field.id], values[field.id])) : []
  return (
    <DialogFrame isOpen title={title} onClose={onClose}>
      {lead !== undefined && <p className="mb-5 text-[0.9375rem] text-sub">{lead}</p>}
      {others.length > 0 && (
        <div className="mb-5">
          <Notice kind="warn" title={say('others')}>
            <ul>
              {others.map((field) => (
                <li key={field.id}>
                  {field.title}
                  {plain(field) &&
                    `${signs().colon}${words(first[field.id])} → ${words(values[field.id])}`}
                </li>
              ))}
            </ul>
            <p className="mt-1 text-[0.9375rem]">{say('othersKept')}</p>
          </Notice>
        </div>
      )}
      {children}
      <Form
        {...(onValues === undefined ? {} : { onValues })}
        fields={fields}
        values={first}
        submitLabel={submit ?? say('save')}
        onSubmit={keep}
      />
    </DialogFrame>
  )
}

/** Fields that the person did not change take the present value; changed ones remain. */
function merged(fields: readonly FormField[], first: Values, now: Values, input: Values): Values {
  const untouched = fields
    .filter((field) => same(input[field.id], first[field.id]))
    .map((field) => [field.id, now[field.id]] as const)
  return { ...input, ...Object.fromEntries(untouched) }
}

const empty = (value: unknown): boolean => value === undefined || value === null || value === ''
const same = (a: unknown, b: unknown): boolean => (empty(a) && empty(b)) || a === b
const plain = (field: FormField): boolean =>
  field.type !== 'unit' && field.type !== 'person' && field.options === undefined
const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '—'
