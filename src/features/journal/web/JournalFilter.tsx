import { useId } from 'react'
import type { ReactNode } from 'react'
import { DateBox } from '#ui/form/inputs/DateBox.tsx'
import { PickCombobox } from '#ui/form/inputs/PickCombobox.tsx'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import type { JournalRow } from '../contract.ts'
import { text } from './text.ts'
import { SelectBox } from '#ui/parts/SelectBox.tsx'

type Search = Readonly<Record<string, string | undefined>>

const keys = [
  'refused',
  'action',
  'actor',
  'thing',
  'subjectKind',
  'subjectId',
  'from',
  'to',
] as const

/** The search parameters of the address that filter the journal. */
export function filterFrom(search: Search): Record<string, string | undefined> {
  return Object.fromEntries(keys.map((key) => [key, search[key]]))
}

/**
 * Filters by action, what was refused, days, person and thing; a thing is found by its number or
 * name, or chosen on a row and removed here.
 */
export function JournalFilter({
  search,
  change,
  actions,
  rows,
}: {
  readonly search: Search
  readonly change: (next: Search) => void
  readonly actions: Readonly<Record<string, string>>
  readonly rows: readonly JournalRow[]
}) {
  const say = useTexts(text)
  const titles = Object.entries(actions).toSorted(([, a], [, b]) => a.localeCompare(b, 'ja'))
  const { subject } = rows[0] ?? {}
  return (
    <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-3">
      <Labelled label={say('only')}>
        <SelectBox
          value={search['action'] ?? ''}
          onChange={(event) => change({ action: event.currentTarget.value || undefined })}
        >
          <option value="">{say('all')}</option>
          {titles.map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </SelectBox>
      </Labelled>
      <Labelled label={say('refusals')}>
        <SelectBox
          value={search['refused'] ?? ''}
          onChange={(event) => change({ refused: event.currentTarget.value || undefined })}
        >
          <option value="">{say('refusals.with')}</option>
          <option value="only">{say('refusals.only')}</option>
          <option value="without">{say('refusals.without')}</option>
        </SelectBox>
      </Labelled>
      <Who onPick={(person) => change({ actor: person })} />
      <div className="max-w-full sm:w-56">
        <span aria-hidden="true" className="mb-1 block text-[0.875rem] text-sub">
          {say('thing')}
        </span>
        <SearchBox
          label={say('thing')}
          value={search['thing'] ?? ''}
          onSearch={(thing) => change({ thing: thing || undefined })}
        />
      </div>
      <Day label={say('from')} value={search['from']} onChange={(day) => change({ from: day })} />
      <Day label={say('to')} value={search['to']} onChange={(day) => change({ to: day })} />
      {search['actor'] !== undefined && (
        <Button icon="close" size="small" onPress={() => change({ actor: undefined })}>
          {rows[0]?.actorName ?? say('who')}
        </Button>
      )}
      {search['subjectId'] !== undefined && (
        <Button
          icon="close"
          size="small"
          onPress={() => change({ subjectKind: undefined, subjectId: undefined })}
        >
          {subject?.title ?? subject?.kindTitle ?? say('subject')}
        </Button>
      )}
    </div>
  )
}

/** Finds the person whose acts are to be read. */
function Who({ onPick }: { readonly onPick: (person: string) => void }) {
  const say = useTexts(text)
  const id = useId()
  return (
    <div className="max-w-full sm:w-56">
      <label htmlFor={id} className="mb-1 block text-[0.875rem] text-sub">
        {say('who')}
      </label>
      <PickCombobox
        props={{
          field: { id: 'actor', title: say('who'), type: 'person', required: false },
          id,
          value: undefined,
          onChange: ignore,
          onBlur: ignore,
          describedBy: undefined,
          invalid: false,
          required: false,
          axes: [],
        }}
        kind="person"
        selectedTitle=""
        onPick={(person) => onPick(person.id)}
      />
    </div>
  )
}

const wholeDay = /^\d{4}-\d{2}-\d{2}$/
const ignore = (): void => undefined

/** An input for a day; `onChange` gets only complete days, or undefined when it is emptied. */
function Day({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (day: string | undefined) => void
}) {
  const id = useId()
  return (
    <div className="max-w-full sm:w-56">
      <label htmlFor={id} className="mb-1 block text-[0.875rem] text-sub">
        {label}
      </label>
      <DateBox
        id={id}
        label={label}
        value={value}
        invalid={false}
        required={false}
        onBlur={ignore}
        onChange={(day) => {
          if (day === undefined || wholeDay.test(day)) onChange(day)
        }}
      />
    </div>
  )
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label className="block max-w-full">
      <span className="mb-1 block text-[0.875rem] text-sub">{label}</span>
      {children}
    </label>
  )
}
