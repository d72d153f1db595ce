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

/**
 * The columns of a register: its name, those that the pack shows by default, and all others to
 * choose from.
 */
export function columnsOf(register: RegisterView, say: SayRegisters): readonly Column<ListedRow>[] {
  const { classField, nameField, axes } = register
  const fields = register.fields.filter(
    (field) => field.id !== nameField && field.id !== classField && field.type !== 'files',
  )
  return [
    {
      id: 'name',
      title: register.fields.find((field) => field.id === nameField)?.title ?? say('name'),
      cell: (row) => row.name,
      width: 300,
      sortable: true,
    },
    ...(classField === null
      ? []
      : [
          {
            id: 'class',
            title: register.fields.find((field) => field.id === classField)?.title ?? '',
            width: 150,
            whole: true,
            sortable: true,
            cell: (row: ListedRow) => row.class && <ShortClass value={row.class} axes={axes} />,
          },
        ]),
    ...fields.map((field): Column<ListedRow> => ({
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
    })),
    ...(register.belongsTo === 'unit'
      ? [
          {
            id: 'unit',
            title: say('unit'),
            cell: (row: ListedRow) => row.unitTitle,
            width: 130,
            ...withFilter(register.units.map(({ id, title }) => ({ id, title }))),
          },
        ]
      : []),
    ...(register.states.length > 1
      ? [
          {
            id: 'state',
            title: say('state'),
            cell: (row: ListedRow) => <StateTag register={register} state={row.state} />,
            width: 124,
            whole: true,
            ...withFilter(register.states.map((state) => ({ id: state, title: state }))),
          },
        ]
      : []),
    {
      id: 'number',
      title: say('number'),
      cell: (row) => <span className="numerals">{row.number}</span>,
      width: 150,
      whole: true,
      sortable: true,
    },
    ...(classField === null
      ? []
      : axes.map((axis): Column<ListedRow> => ({
          id: axis.id,
          title: axis.title,
          optional: true,
          group:
            register.fields.find((field) => field.id === classField)?.title ?? say('filterFields'),
          width: 110,
          cell: (row) => axis.levels.find((level) => level.value === row.class?.[axis.id])?.title,
          ...withFilter(
            axis.levels.map((level) => ({ id: String(level.value), title: level.title })),
          ),
        }))),
    ...(register.retentionField === null
      ? []
      : [
          {
            id: 'keep',
            title: say('keepUntil'),
            optional: true,
            width: 130,
            cell: (row: ListedRow) => row.keepUntil && <DateText short date={row.keepUntil} />,
            ...withFilter([{ id: 'expired', title: say('expired') }]),
          },
        ]),
    ...(register.judged
      ? [
          {
            id: 'findings',
            title: say('findings'),
            optional: true,
            width: 110,
            cell: () => null,
            ...withFilter([{ id: 'open', title: say('findingsOpen') }]),
          },
        ]
      : []),
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
