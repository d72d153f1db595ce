import type { ReactNode } from 'react'
import type { Field } from '#kernel/fields/types.ts'
import { formatValue } from '#kernel/fields/format.ts'
import { isDay } from '#kernel/calendar/days.ts'
import { ClassMarks } from '#ui/form/inputs/ClassInput.tsx'
import type { FormAxis, FormField } from '#ui/form/types.ts'
import { Link } from '#ui/parts/Button.tsx'
import { DateText, MomentText } from '#ui/parts/texts.tsx'
import { currentLanguage, signs } from '#ui/i18n/index.ts'

/** What is needed to show a value of a field. */
export interface ValueContext {
  readonly axes: readonly FormAxis[]
  /** Names of persons, units and entries by id. */
  readonly names: Readonly<Record<string, string>>
  /** The URL of a file of the entry; without it only the name of a file is shown. */
  readonly fileHref?: (file: string) => string
}

/**
 * The field as the kernel takes it; without its conditions, which do not matter for showing a
 * value.
 */
function plainField(field: FormField): Field {
  const { requiredSource: _, whenSource: __, columns, ...rest } = field
  return {
    ...rest,
    ...(columns === undefined ? {} : { columns: columns.map(plainField) }),
    required: field.required,
    search: false,
    column: false,
    carries: field.carries ?? [],
  }
}

/** A value in words, for sentences and comparisons. */
export function wordsOf(field: FormField, value: unknown, { axes, names }: ValueContext): string {
  if (field.type === 'class' && typeof value === 'object' && value !== null) {
    return axes
      .flatMap(
        (axis) =>
          axis.levels.find((level) => level.value === (value as Record<string, number>)[axis.id])
            ?.title ?? [],
      )
      .join(signs().dot)
  }
  const name = (id: string): string => names[id] ?? id
  return formatValue(plainField(field), value, {
    person: name,
    unit: name,
    entry: (_register, id) => name(id),
    file: name,
    language: currentLanguage(),
  })
}

/** A value as shown in a table or on the page of an entry. */
export function Value({
  field,
  value,
  context: telling,
  short = false,
}: {
  readonly field: FormField
  readonly value: unknown
  readonly context: ValueContext
  readonly short?: boolean
}): ReactNode {
  if (value === undefined || value === null || value === '')
    return <span className="text-edge">―</span>
  if (field.type === 'class')
    return <ClassMarks value={value as Record<string, number>} axes={telling.axes} />
  if (field.type === 'date' && isDay(value)) return <DateText date={value} short={short} />
  if (field.type === 'yes-no')
    return value === true ? (
      <span>✓ {wordsOf(field, value, telling)}</span>
    ) : (
      <span className="text-sub">{wordsOf(field, value, telling)}</span>
    )
  if (!short && (field.type === 'line' || field.type === 'lines')) {
    return (
      <>
        {[value]
          .flat()
          .map(String)
          .map((id, index) => (
            <span key={id}>
              {index > 0 && signs().list}
              <Link href={`/registers/${field.register ?? ''}/${id}`}>
                {telling.names[id] ?? id}
              </Link>
            </span>
          ))}
      </>
    )
  }
  const { fileHref } = telling
  if (!short && field.type === 'files' && fileHref !== undefined) {
    return (
      <ul className="space-y-0.5">
        {[value]
          .flat()
          .map(String)
          .map((id) => (
            <li key={id}>
              <a
                className="text-act underline underline-offset-3"
                href={fileHref(id)}
                target="_blank"
                rel="noreferrer"
              >
                {telling.names[id] ?? id}
              </a>
            </li>
          ))}
      </ul>
    )
  }
  if (short && field.type === 'date-time') return <MomentText short at={String(value)} />
  const words = wordsOf(field, value, telling)
  return short ? words : <span className="whitespace-pre-line">{words}</span>
}
