import { useState } from 'react'
import { api } from '#ui/api.ts'
import { touchedByLines } from './touched.ts'
import { someText } from '#ui/form/values.ts'
import { useAction } from '#ui/action.ts'
import { farDates } from '#kernel/fields/farDates.ts'
import { dayOf } from '#kernel/calendar/days.ts'
import { FarDates } from '#ui/form/FarDates.tsx'
import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { inputs } from '#ui/form/FieldInput.tsx'
import type { FormField } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { text } from './text.ts'
import type { RegisterView } from '../contract/registers.ts'
import { SelectBox } from '#ui/parts/SelectBox.tsx'

/** An entry with the version that is on the screen. */
interface SeenEntry {
  readonly id: string
  readonly version: number
}

const ownUnit = '·unit'
const today = (): string => dayOf(new Date())

/** Makes the same change to the selected entries: one field, its new value, the reason. */
export function ChangeMany({
  register,
  entries,
  onDone,
}: {
  readonly register: RegisterView
  readonly entries: readonly SeenEntry[]
  readonly onDone: () => void
}) {
  const say = useTexts(text)
  // The entries as they were when the dialog opened: a list that is read anew must not hide a change.
  const [chosen, choose] = useState<readonly SeenEntry[]>()
  return (
    <>
      <Button size="small" kind="line" icon="edit" onPress={() => choose(entries)}>
        {say('many')}
      </Button>
      {chosen !== undefined && (
        <ChangeDialog
          register={register}
          entries={chosen}
          onClose={() => choose(undefined)}
          onDone={() => {
            choose(undefined)
            onDone()
          }}
        />
      )}
    </>
  )
}

function ChangeDialog({
  register,
  entries,
  onClose,
  onDone,
}: {
  readonly register: RegisterView
  readonly entries: readonly SeenEntry[]
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const say = useTexts(text)
  const [chosen, choose] = useState('')
  const [value, setValue] = useState<unknown>()
  const [reason, setReason] = useState('')
  const fields = changeableFields(register, say('unit'))
  const field = fields.find((candidate) => candidate.id === chosen)
  const [datesMeant, setDatesMeant] = useState(false)
  const far = field === undefined ? [] : farDates([field], { [field.id]: value }, today())
  const save = useAction({
    call: () =>
      api.post('/api/registers/:register/changes', {
        params: { register: register.id },
        body: {
          entries,
          ...(chosen === ownUnit
            ? { unit: someText(value) }
            : { fields: { [chosen]: value ?? null } }),
          reason: reason.trim() || undefined,
          datesMeant,
        },
      }),
    invalidates: touchedByLines,
    done: ({ changed }) => {
      showToast(say('manyDone', { count: changed }))
      onDone()
    },
  })
  return (
    <DialogFrame
      isOpen
      width="wide"
      title={say('manyTitle', { count: entries.length })}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="main"
            isPending={save.pending}
            isDisabled={field === undefined || (field.required && value === undefined)}
            onPress={() => void save.run()}
          >
            {say('manySave', { count: entries.length })}
          </Button>
          <Button onPress={onClose}>{say('cancel')}</Button>
        </>
      }
    >
      <div className="space-y-5">
        <ProblemNotice error={save.problem} />
        <FieldSelect
          fields={fields}
          chosen={chosen}
          onChoose={(id) => {
            choose(id)
            setValue(undefined)
            setDatesMeant(false)
          }}
        />
        {field !== undefined && (
          <ValueInput
            field={field}
            register={register}
            value={value}
            onChange={(next) => {
              setValue(next)
              setDatesMeant(false)
            }}
          />
        )}
        <FarDates dates={far} meant={datesMeant} onMeant={setDatesMeant} />
        {field !== undefined && !field.required && (
          <p className="text-[0.875rem] text-sub">{say('manyEmpty')}</p>
        )}
        <label className="block">
          <span className="mb-1 block font-700">{say('manyReason')}</span>
          <textarea
            rows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            className="w-full rounded-8 border border-edge px-3 py-2 leading-170"
          />
        </label>
      </div>
    </DialogFrame>
  )
}

/** The fields that may be changed for many entries, and the unit where there is a choice. */
function changeableFields(register: RegisterView, unitTitle: string): readonly FormField[] {
  const units = register.units.filter((unit) => unit.writable)
  return [
    ...register.fields.filter(
      (field) => field.id !== register.nameField && field.type !== 'kana' && field.type !== 'files',
    ),
    ...(units.length > 1
      ? [
          {
            id: ownUnit,
            title: unitTitle,
            type: 'choice' as const,
            options: units.map(({ id, title }) => ({ id, title })),
            required: true,
          },
        ]
      : []),
  ]
}

function FieldSelect({
  fields,
  chosen,
  onChoose,
}: {
  readonly fields: readonly FormField[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}) {
  const say = useTexts(text)
  return (
    <label className="block">
      <span className="mb-1 block font-700">{say('manyField')}</span>
      <SelectBox wide value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{say('choose')}</option>
        {fields.map((option) => (
          <option key={option.id} value={option.id}>
            {option.title}
          </option>
        ))}
      </SelectBox>
    </label>
  )
}

function ValueInput({
  field,
  register,
  value,
  onChange,
}: {
  readonly field: FormField
  readonly register: RegisterView
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}) {
  const Input = inputs[field.type]
  return (
    <FieldFrame field={field} id="many-value" required={field.required} fault={undefined}>
      {(describedBy) => (
        <Input
          key={field.id}
          field={field}
          id="many-value"
          value={value}
          onChange={onChange}
          onBlur={() => undefined}
          describedBy={describedBy}
          invalid={false}
          required={field.required}
          axes={register.axes}
        />
      )}
    </FieldFrame>
  )
}
