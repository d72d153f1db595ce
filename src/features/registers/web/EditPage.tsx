import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { diffValues } from '#kernel/fields/diff.ts'
import { ApiProblem, api, queryOf } from '#ui/api.ts'
import { touchedByLines } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams, useNavigateTo } from '#ui/address.ts'
import { Form } from '#ui/form/Form.tsx'
import type { Values } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { EntryDetail } from '../contract/entries.ts'
import { Conflict } from './Conflict.tsx'
import type { Meanwhile } from './Conflict.tsx'
import { useRegister } from './data.ts'
import { UnitSelect } from './NewPage.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { text } from './text.ts'
import type { RegisterView } from '../contract/registers.ts'
import { wordsOf } from './values.tsx'

/** Changes an entry. What another person saved meanwhile is shown beside the own changes. */
export default function EditPage() {
  const { register = '', id = '' } = usePathParams()
  const definition = useRegister(register)
  const entry = useQuery({
    ...queryOf('/api/registers/:register/entries/:id', { params: { register, id } }),
    // The entry stays as it was read until it is saved: a query key of its own.
    queryKey: ['edited', register, id],
    staleTime: Infinity,
    gcTime: 0,
  })
  const error = definition.error ?? entry.error
  if (definition.data === undefined || entry.data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <EditEntry register={definition.data} entry={entry.data} />
}

/** The change to send: only the fields that differ, null for emptied ones. */
interface Change {
  readonly fields: Values
  readonly unit?: string
  readonly version: number
  readonly datesMeant?: boolean
  readonly reason?: string
}

function EditEntry({
  register,
  entry,
}: {
  readonly register: RegisterView
  readonly entry: EntryDetail
}) {
  const say = useTexts(text)
  const [unit, setUnit] = useState(entry.unit ?? undefined)
  const { asking, conflict, attempt } = useChange(register, entry)
  const path = `/registers/${register.id}/${entry.id}`
  const context = { axes: register.axes, names: entry.names }
  const classField = register.fields.find((field) => field.id === register.classField)
  const save = async (values: Values, _: unknown, datesMeant: boolean): Promise<void> => {
    const changes = diffValues(
      entry.fields,
      Object.fromEntries(register.fields.map((field) => [field.id, values[field.id]])),
    )
    const moved = unit !== undefined && unit !== entry.unit
    if (changes.length === 0 && !moved) return showToast(say('nothingChanged'))
    await attempt({
      fields: Object.fromEntries(changes.map((change) => [change.field, change.to ?? null])),
      version: entry.version,
      datesMeant,
      ...(moved ? { unit } : {}),
    })
  }
  return (
    <>
      <PageHeading
        title={say('editTitle', { name: entry.name })}
        above={
          <Breadcrumb
            trail={[
              { title: say('registers'), href: '/registers' },
              { title: register.title, href: `/registers/${register.id}` },
              { title: entry.name, href: path },
            ]}
          />
        }
      />
      {conflict !== undefined && (
        <Conflict
          register={register}
          context={context}
          before={entry.fields}
          mine={conflict.change.fields}
          meanwhile={conflict.meanwhile}
          cancel={<ButtonLink href={path}>{say('cancel')}</ButtonLink>}
          onChosen={(fields) =>
            attempt({ ...conflict.change, fields, version: conflict.meanwhile.version })
          }
        />
      )}
      <div className="max-w-4xl space-y-7" hidden={conflict !== undefined}>
        <UnitSelect register={register} value={unit} onChange={setUnit} />
        <Form
          fields={register.fields}
          axes={register.axes}
          later={register.later}
          values={entry.fields}
          submitLabel={say('save')}
          actions={<ButtonLink href={path}>{say('cancel')}</ButtonLink>}
          asksDates
          onSubmit={save}
        />
      </div>
      {asking !== undefined && classField !== undefined && (
        <ReasonDialog
          from={wordsOf(classField, entry.fields[classField.id], context)}
          to={wordsOf(classField, asking.change.fields[classField.id], context)}
          onSettle={asking.settle}
        />
      )}
    </>
  )
}

/**
 * Sends a change; asks for the reason where it changes the class, and meets what another person
 * saved meanwhile.
 */
function useChange(register: RegisterView, entry: EntryDetail) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const [asking, ask] = useState<{
    readonly change: Change
    readonly settle: (reason: string | undefined) => void
  }>()
  const [conflict, meet] = useState<{ readonly meanwhile: Meanwhile; readonly change: Change }>()
  const { send } = useAction({
    call: ({ version, ...body }: Change) =>
      api.patch('/api/registers/:register/entries/:id', {
        params: { register: register.id, id: entry.id },
        body,
        ifMatch: version,
      }),
    invalidates: touchedByLines,
    done: () => {
      showToast(say('saved'))
      go(`/registers/${register.id}/${entry.id}`)
    },
  })
  const sendWithReason = async (change: Change): Promise<void> => {
    const { classField } = register
    if (
      classField === null ||
      change.fields[classField] === undefined ||
      change.reason !== undefined
    ) {
      await send(change)
      return
    }
    const reason = await new Promise<string | undefined>((settle) => ask({ change, settle }))
    ask(undefined)
    if (reason !== undefined) await send({ ...change, reason })
  }
  const attempt = async (change: Change): Promise<void> => {
    try {
      await sendWithReason(change)
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'changed-meanwhile') throw error
      meet({ meanwhile: error.params as unknown as Meanwhile, change })
    }
  }
  return { asking, conflict, attempt }
}
