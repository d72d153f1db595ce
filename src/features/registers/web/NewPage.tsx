import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queryOf } from '#ui/api.ts'
import { touchedByLines } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams, useSearchParams, useNavigateTo } from '#ui/address.ts'
import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { inputs } from '#ui/form/FieldInput.tsx'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { useSession } from '#ui/session/session.ts'
import { highestClass } from '#kernel/classes/classes.ts'
import type { EntryDetail } from '../contract/entries.ts'
import { useRegister } from './data.ts'
import { text } from './text.ts'
import type { RegisterView } from '../contract/registers.ts'
import { SelectBox } from '#ui/parts/SelectBox.tsx'

/** Creates an entry; as a copy or a mixture of others it starts with their values. */
export default function NewPage() {
  const { register = '' } = usePathParams()
  const [search] = useSearchParams()
  const ids = [search['copyOf'] ?? '', ...(search['mixtureOf'] ?? '').split(',')].filter(Boolean)
  const definition = useRegister(register)
  const origins = useQueries({
    queries: ids.map((id) =>
      queryOf('/api/registers/:register/entries/:id', { params: { register, id } }),
    ),
  })
  const error = definition.error ?? origins.find((origin) => origin.error !== null)?.error ?? null
  const originEntries = origins.flatMap((origin) => origin.data ?? [])
  if (definition.data === undefined || originEntries.length < ids.length)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return (
    <NewEntry
      key={ids.join(',')}
      register={definition.data}
      {...(search['copyOf'] === undefined ? {} : { original: originEntries[0] })}
      mixed={search['copyOf'] === undefined ? originEntries : []}
    />
  )
}

function NewEntry({
  register,
  original,
  mixed,
}: {
  readonly register: RegisterView
  readonly original?: EntryDetail | undefined
  readonly mixed: readonly EntryDetail[]
}) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const own = useOwnUnit(register)
  const [unit, setUnit] = useState(own)
  const [, change] = useSearchParams()
  const title =
    original === undefined
      ? mixed.length > 0
        ? say('newMixture')
        : say('newTitle', { register: register.title })
      : say('newCopy')
  const lead =
    original === undefined
      ? mixed.length > 0
        ? say('newMixtureLead', {
            names: mixed
              .map((entry) => `${signs().quote}${entry.name}${signs().unquote}`)
              .join(signs().and),
          })
        : undefined
      : say('newCopyLead', { name: original.name })
  const classed =
    register.classField === null || mixed.length === 0
      ? {}
      : { [register.classField]: highestClass(mixed.map((entry) => entry.class)) }
  const add = useAction({
    call: ({ fields, datesMeant }: { readonly fields: Values; readonly datesMeant: boolean }) =>
      api.post('/api/registers/:register/entries', {
        params: { register: register.id },
        body: {
          fields,
          datesMeant,
          unit,
          copyOf: original?.id,
          mixtureOf: mixed.length > 0 ? mixed.map((entry) => entry.id) : undefined,
        },
      }),
    invalidates: touchedByLines,
    done: (created) => {
      showToast(say('added', { number: created.number }))
      go(`/registers/${register.id}/${created.id}`)
    },
  })
  const draft =
    original === undefined && mixed.length === 0 ? `registers.${register.id}.new` : undefined
  return (
    <>
      <PageHeading
        title={title}
        above={
          <Breadcrumb
            trail={[
              { title: say('registers'), href: '/registers' },
              { title: register.title, href: `/registers/${register.id}` },
            ]}
          />
        }
        {...(lead === undefined ? {} : { lead })}
      />
      <div className="max-w-4xl space-y-7">
        {mixed.length > 0 && (
          <MixPicker
            register={register}
            ids={mixed.map((entry) => entry.id)}
            onChange={(ids) => change({ mixtureOf: ids.join(',') })}
          />
        )}
        <UnitSelect register={register} value={unit} onChange={setUnit} />
        <Form
          fields={register.fields}
          axes={register.axes}
          later={register.later}
          values={original?.fields ?? classed}
          {...(draft === undefined ? {} : { draft })}
          submitLabel={say('add')}
          asksDates
          onSubmit={async (fields, _, datesMeant) => {
            await add.send({ fields, datesMeant })
          }}
        />
      </div>
    </>
  )
}

function MixPicker({
  register,
  ids,
  onChange,
}: {
  readonly register: RegisterView
  readonly ids: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}) {
  const say = useTexts(text)
  const field: FormField = {
    id: 'mixtureOf',
    title: say('mixWith'),
    type: 'lines',
    register: register.id,
    required: true,
  }
  const Input = inputs.lines
  return (
    <FieldFrame field={field} id="mixture" required fault={undefined}>
      {(describedBy) => (
        <Input
          field={field}
          id="mixture"
          value={ids}
          onChange={(value) => {
            if (Array.isArray(value) && value.length > 0) onChange(value.map(String))
          }}
          onBlur={() => undefined}
          describedBy={describedBy}
          invalid={false}
          required
          axes={[]}
        />
      )}
    </FieldFrame>
  )
}

/** The person's own unit, where they may write its entries. */
function useOwnUnit(register: RegisterView): string | undefined {
  const { unit } = useSession()
  const id = typeof unit === 'string' ? unit : unit?.id
  return register.units.find((candidate) => candidate.writable && candidate.id === id)?.id
}

/** Chooses the unit that owns the entry, where the person may write for several. */
export function UnitSelect({
  register,
  value,
  onChange,
}: {
  readonly register: RegisterView
  readonly value: string | undefined
  readonly onChange: (unit: string | undefined) => void
}) {
  const say = useTexts(text)
  const writable = register.units.filter((unit) => unit.writable)
  if (writable.length < 2) return null
  return (
    <div>
      <label htmlFor="owner-unit" className="mb-1 block font-700">
        {say('owner')}
      </label>
      <SelectBox
        wide
        id="owner-unit"
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      >
        <option value="">{say('choose')}</option>
        {writable.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.title}
          </option>
        ))}
      </SelectBox>
    </div>
  )
}
