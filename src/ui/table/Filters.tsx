import { useId, useState } from 'react'
import { searchKey } from '#kernel/fields/search.ts'
import { signs, useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/icons.tsx'
import { isComposing } from '../ime.ts'
import { useFormatDate } from '../dates.ts'
import { DateBox } from '../form/inputs/DateBox.tsx'
import type { Column, Filter, TableQuery } from './types.ts'

const dayPattern = /^\d{4}-\d{2}-\d{2}$/
/** A filter with more choices than these can be searched. */
const manyChoices = 8
const doNothing = (): void => undefined

interface FilterProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly query: TableQuery
  readonly onQuery: (query: TableQuery) => void
}

function withFilter(query: TableQuery, column: string, value: string): TableQuery {
  const { [column]: _, ...others } = query.filters
  return {
    ...query,
    filters: value === '' || value === '..' ? others : { ...others, [column]: value },
  }
}

/** The filters of all columns that have one: those without a group first, the groups folded. */
export function Filters<Row>({ columns, query, onQuery }: FilterProps<Row>) {
  const filtered = columns.filter((column) => column.filter !== undefined)
  const first = filtered.filter(({ group }) => group === undefined)
  const groups = [...new Set(filtered.flatMap(({ group }) => group ?? []))]
  return (
    <div className="space-y-4">
      <FilterList columns={first} query={query} onQuery={onQuery} />
      {groups.map((title) => (
        <FilterGroup
          key={title}
          title={title}
          isFirst={first.length === 0 && title === groups[0]}
          columns={filtered.filter(({ group }) => group === title)}
          query={query}
          onQuery={onQuery}
        />
      ))}
    </div>
  )
}

/** Open from the start where it is the first or something in it filters. */
function FilterGroup<Row>({
  title,
  isFirst,
  ...filters
}: FilterProps<Row> & { readonly title: string; readonly isFirst: boolean }) {
  const [open] = useState(
    () => isFirst || filters.columns.some(({ id }) => filters.query.filters[id] !== undefined),
  )
  return (
    <details open={open} className="border-t border-line pt-2">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-700">
        <Icon name="down" size={18} className="text-sub" />
        {title}
        <span className="font-400 text-sub numerals">{filters.columns.length}</span>
      </summary>
      <div className="mt-2">
        <FilterList {...filters} />
      </div>
    </details>
  )
}

function FilterList<Row>({ columns, query, onQuery }: FilterProps<Row>) {
  return (
    <div className="space-y-4">
      {columns.map(
        (column) =>
          column.filter && (
            <fieldset key={column.id}>
              <legend className="mb-1 text-[0.875rem] font-700">{column.title}</legend>
              <FilterField
                filter={column.filter}
                title={column.title}
                value={query.filters[column.id] ?? ''}
                onChange={(value) => onQuery(withFilter(query, column.id, value))}
              />
            </fieldset>
          ),
      )}
    </div>
  )
}

function FilterField({
  filter,
  title,
  value,
  onChange,
}: {
  readonly filter: Filter
  readonly title: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const common = useCommonTexts()
  const [words, setWords] = useState('')
  if (filter.kind === 'choice') {
    const chosen = value === '' ? [] : value.split(',')
    const found = filter.options.filter(
      ({ id, title: name }) => chosen.includes(id) || searchKey(name).includes(searchKey(words)),
    )
    const choices = found.map((option) => (
      <label key={option.id} className="flex min-h-9 cursor-pointer items-center gap-2.5">
        <input
          type="checkbox"
          checked={chosen.includes(option.id)}
          className="size-5 accent-act"
          onChange={() =>
            onChange(
              (chosen.includes(option.id)
                ? chosen.filter((optionId) => optionId !== option.id)
                : [...chosen, option.id]
              ).join(','),
            )
          }
        />
        {option.title}
      </label>
    ))
    return filter.options.length <= manyChoices ? (
      choices
    ) : (
      <>
        <input
          type="search"
          aria-label={common('filter.find', { title })}
          placeholder={common('filter.find', { title })}
          value={words}
          className="mb-1 min-h-9 w-full rounded-8 border border-edge px-3"
          onChange={(event) => setWords(event.target.value)}
        />
        <div className="max-h-56 overflow-y-auto">{choices}</div>
      </>
    )
  }
  if (filter.kind === 'dates') {
    const [from = '', to = ''] = value.split('..')
    return (
      <div className="space-y-2">
        <DayBox
          label={`${title} ${common('filter.from')}`}
          shortLabel={common('filter.from')}
          value={from}
          onChange={(day) => onChange(`${day}..${to}`)}
        />
        <DayBox
          label={`${title} ${common('filter.to')}`}
          shortLabel={common('filter.to')}
          value={to}
          onChange={(day) => onChange(`${from}..${day}`)}
        />
      </div>
    )
  }
  return (
    <input
      aria-label={title}
      defaultValue={value}
      className="min-h-11 w-full rounded-8 border border-edge px-3"
      onBlur={(event) => onChange(event.target.value.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isComposing(event)) onChange(event.currentTarget.value.trim())
      }}
    />
  )
}

/** A date box that reports complete dates only. */
function DayBox({
  label,
  shortLabel,
  value,
  onChange,
}: {
  readonly label: string
  readonly shortLabel: string
  readonly value: string
  readonly onChange: (day: string) => void
}) {
  const id = useId()
  return (
    <div className="flex items-start gap-2">
      <DateBox
        id={id}
        label={label}
        value={value}
        invalid={false}
        required={false}
        onBlur={doNothing}
        onChange={(day) => {
          if (day === undefined || dayPattern.test(day)) onChange(day ?? '')
        }}
      />
      <label htmlFor={id} className="pt-3 whitespace-nowrap">
        {shortLabel}
      </label>
    </div>
  )
}

/** The active filters, each with a button that removes it. */
export function FilterChips<Row>({ columns, query, onQuery }: FilterProps<Row>) {
  const common = useCommonTexts()
  const formatDate = useFormatDate()
  const filterText = (filter: Filter, value: string): string => {
    if (filter.kind === 'choice')
      return value
        .split(',')
        .map((id) => filter.options.find((option) => option.id === id)?.title ?? id)
        .join(signs().dot)
    return filter.kind === 'dates'
      ? value
          .split('..')
          .map((day) => formatDate(day))
          .join(' – ')
      : value
  }
  const active = columns.flatMap((column) => {
    const value = query.filters[column.id]
    return column.filter === undefined || value === undefined
      ? []
      : [{ column, text: `${column.title}: ${filterText(column.filter, value)}` }]
  })
  if (active.length === 0) return null
  return (
    <ul aria-label={common('table.filter')} className="flex flex-wrap items-center gap-2">
      {active.map(({ column, text }) => (
        <li key={column.id}>
          <button
            type="button"
            onClick={() => onQuery(withFilter(query, column.id, ''))}
            className="inline-flex min-h-9 cursor-pointer items-center gap-2 rounded-full border border-act-line bg-act-soft px-3.5 text-[0.875rem] text-act hover:border-act"
          >
            {text}
            <Icon name="close" size={14} />
            <span className="sr-only">{common('filter.drop')}</span>
          </button>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <Button size="small" kind="quiet" onPress={() => onQuery({ ...query, filters: {} })}>
            {common('filter.dropAll')}
          </Button>
        </li>
      )}
    </ul>
  )
}
