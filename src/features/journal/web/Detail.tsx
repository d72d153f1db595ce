import { useFormatMoment } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import type { SayOf } from '#ui/i18n/index.ts'
import { text } from './text.ts'
import { valueWord, fieldWord } from './eventWords.ts'

type Names = Readonly<Record<string, string>>

/** The detail of an event, field by field, with names in place of ids. */
export function Detail({ detail, names }: { readonly detail: unknown; readonly names: Names }) {
  const say = useTexts(text)
  const pairs = Object.entries((detail ?? {}) as Record<string, unknown>).filter(
    ([, value]) => !isBlank(value),
  )
  if (pairs.length === 0) return null
  return (
    <dl
      aria-label={say('detail')}
      className="grid gap-x-6 gap-y-1 text-[0.875rem] leading-160 sm:grid-cols-[minmax(7rem,auto)_1fr]"
    >
      {pairs.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-sub">{fieldWord(name, say)}</dt>
          <dd className="mb-1 min-w-0 break-words sm:mb-0">
            <Value field={name} value={value} names={names} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function isBlank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  )
}

interface ValueProps {
  readonly field: string
  readonly value: unknown
  readonly names: Names
}

function Value({ field, value, names }: ValueProps) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  if (value === null || typeof value !== 'object')
    return formatText(field, value, names, moment, say)
  if (!Array.isArray(value)) return <Detail detail={value} names={names} />
  if (value.every((item) => typeof item !== 'object'))
    return value.map((item) => formatText(field, item, names, moment, say)).join(signs().list)
  return (
    <ul className="list-disc pl-5">
      {value.map((item) => (
        <li key={JSON.stringify(item)}>
          <Value field={field} value={item} names={names} />
        </li>
      ))}
    </ul>
  )
}

const momentLike = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

function formatText(
  field: string,
  value: unknown,
  names: Names,
  moment: (at: string) => string,
  say: SayOf<typeof text>,
): string {
  const plain = String(value)
  if (momentLike.test(plain)) return moment(plain)
  return names[`${field}/${plain}`] ?? names[plain] ?? valueWord(field, plain, say) ?? plain
}
