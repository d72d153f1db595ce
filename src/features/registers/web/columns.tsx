import { dayOf } from '#kernel/calendar/days.ts'
import type { FormAxis, FormField } from '#ui/form/types.ts'
import { classNames } from '#ui/parts/classNames.ts'
import { Tag } from '#ui/parts/Tag.tsx'
import { DateText } from '#ui/parts/texts.tsx'
import type { Column, Filter } from '#ui/table/types.ts'
import type { EntryRow } from '../contract/entries.ts'
import type { SayRegisters } from './text.ts'
import type { RegisterView } from '../contract/registers.ts'
import { Value } from './values.tsx'
import { signs } from '#ui/i18n/index.ts'

/** An entry with the names of what it refers to. */
export type ListedRow = EntryRow & { readonly names: Readonly<Record<string, string>> }

const widths: Readonly<Record<string, number>> = {
  'yes-no': 90,
  retention: 100,
  number: 100,
  date: 140,
  'date-time': 230,
  text: 190,
  'long-text': 220,
}

/** The width of a column for its words: short choices are shown whole. */
function widthOf({ type, options = [] }: FormField): number {
  const longest = Math.max(0, ...options.map((option) => option.title.length))
  return type === 'choice' ? Math.min(230, Math.max(100, 34 + longest * 21)) : (widths[type] ?? 150)
}

type Columns = readonly Column<ListedRow>[]

/**
 * The columns of a register: its name, those that the pack shows by default, and all others to
 * choose from.
 */
export function columnsOf(register: RegisterView, say: SayRegisters): Columns {
  return [
    {
      id: 'name',
      title: titleOf(register, register.nameField) ?? say('name'),
      cell: (row) => row.name,
      width: 300,
      sortable: true,
    },
    ...classColumns(register),
    ...fieldColumns(register, say),
    ...placeColumns(register, say),
    {
      id: 'number',
      title: say('number'),
      cell: (row) => <span className="numerals">{row.number}</span>,
      width: 150,
      whole: true,
      sortable: true,
    },
    ...axisColumns(register, say),
    ...keepingColumns(register, say),
    {
      id: 'updated',
      title: say('updated'),
      optional: true,
      sortable: true,
      width: 120,
      cell: (row) => <DateText short date={dayOf(row.updatedAt)} />,
    },
  ]
}

function titleOf({ fields }: RegisterView, id: string | null): string | undefined {
  return fields.find((field) => field.id === id)?.title
}

/** The class in short. */
function classColumns(register: RegisterView): Columns {
  const { classField, axes } = register
  if (classField === null) return []
  return [
    {
      id: 'class',
      title: titleOf(register, classField) ?? '',
      width: 150,
      whole: true,
      sortable: true,
      cell: (row) => row.class && <ShortClass value={row.class} axes={axes} />,
    },
  ]
}

/** The fields but for the name and the class. */
function fieldColumns(register: RegisterView, say: SayRegisters): Columns {
  const { classField, nameField, axes } = register
  return register.fields
    .filter(({ id, type }) => id !== nameField && id !== classField && type !== 'files')
    .map((field) => ({
      id: field.id,
      title: field.title,
      cell: (row) => (
        <Value
          short
          field={field}
          value={row.fields[field.id]}
          context={{ axes, names: row.names }}
        />
      ),
      width: widthOf(field),
      ...(field.column === true ? {} : { optional: true }),
      group: say('filterFields'),
      ...withFilter(choicesOf(register, field.id, say)),
    }))
}

/** The unit and the state, where lines have more than one. */
function placeColumns(register: RegisterView, say: SayRegisters): Columns {
  const columns: Column<ListedRow>[] = []
  if (register.belongsTo === 'unit')
    columns.push({
      id: 'unit',
      title: say('unit'),
      cell: (row) => row.unitTitle,
      width: 130,
      ...withFilter(register.units.map(({ id, title }) => ({ id, title }))),
    })
  if (register.states.length > 1)
    columns.push({
      id: 'state',
      title: say('state'),
      cell: (row) => <StateTag register={register} state={row.state} />,
      width: 124,
      whole: true,
      ...withFilter(register.states.map((state) => ({ id: state, title: state }))),
    })
  return columns
}

/** The level of each axis of the class. */
function axisColumns(register: RegisterView, say: SayRegisters): Columns {
  if (register.classField === null) return []
  return register.axes.map((axis) => ({
    id: axis.id,
    title: axis.title,
    optional: true,
    group: titleOf(register, register.classField) ?? say('filterFields'),
    width: 110,
    cell: (row) => axis.levels.find((level) => level.value === row.class?.[axis.id])?.title,
    ...withFilter(axis.levels.map((level) => ({ id: String(level.value), title: level.title }))),
  }))
}

/** The day until which a line is kept, and what is wrong with it. */
function keepingColumns(register: RegisterView, say: SayRegisters): Columns {
  const columns: Column<ListedRow>[] = []
  if (register.retentionField !== null)
    columns.push({
      id: 'keep',
      title: say('keepUntil'),
      optional: true,
      width: 130,
      cell: (row) => row.keepUntil && <DateText short date={row.keepUntil} />,
      ...withFilter([{ id: 'expired', title: say('expired') }]),
    })
  if (register.judged)
    columns.push({
      id: 'findings',
      title: say('findings'),
      optional: true,
      width: 110,
      cell: () => null,
      ...withFilter([{ id: 'open', title: say('findingsOpen') }]),
    })
  return columns
}

/**
 * A class in short: 機密性3 as 機3, the highest level of an axis in red and bold; screen readers get it
 * in full.
 */
function ShortClass({
  value,
  axes,
}: {
  readonly value: Readonly<Record<string, number>>
  readonly axes: readonly FormAxis[]
}) {
  const levels = axes.flatMap((axis) => {
    const level = axis.levels.find((candidate) => candidate.value === value[axis.id])
    return level === undefined
      ? []
      : [
          {
            axis,
            title: level.title,
            top: level.value === Math.max(...axis.levels.map((candidate) => candidate.value)),
          },
        ]
  })
  return (
    <span
      title={levels.map((level) => level.title).join(signs().dot)}
      className="inline-flex gap-2 align-middle"
    >
      {levels.map(({ axis, title, top }) => (
        <span
          key={axis.id}
          className={classNames(
            'text-[0.875rem] leading-170 whitespace-nowrap',
            top ? 'font-700' : 'text-sub',
          )}
        >
          <span aria-hidden="true">
            {title.startsWith(axis.title)
              ? `${axis.title.slice(0, 1)}${title.slice(axis.title.length)}`
              : title}
          </span>
          <span className="sr-only">{title}</span>
        </span>
      ))}
    </span>
  )
}

function withFilter(
  options: readonly { readonly id: string; readonly title: string }[] | undefined,
): { readonly filter?: Filter } {
  return options === undefined || options.length < 1 ? {} : { filter: { kind: 'choice', options } }
}

function choicesOf(register: RegisterView, id: string, say: SayRegisters) {
  const field = register.fields.find((candidate) => candidate.id === id)
  if (field === undefined || !register.filterable.includes(id)) return undefined
  if (field.type === 'yes-no')
    return [
      { id: 'true', title: say('yes') },
      { id: 'false', title: say('no') },
    ]
  return field.options
}

/**
 * The state of an entry: the first one neutral, an ended one grey, all between as work in progress.
 */
export function StateTag({
  register,
  state,
}: {
  readonly register: RegisterView
  readonly state: string
}) {
  if (state === register.states[0]) return <Tag state="good">{state}</Tag>
  return <Tag state={register.endedStates.includes(state) ? 'none' : 'turn'}>{state}</Tag>
}
