import { useMoment } from '#ui/dates.ts'
import { useText } from '#ui/i18n/index.ts'
import type { SayOf } from '#ui/i18n/index.ts'
import { text } from './text.ts'
import { valueWordOf, wordOf } from './words.ts'

type Names = Readonly<Record<string, string>>

/** What an event kept, field by field, with names in place of ids. */
export function Detail({ detail, names }: { readonly detail: unknown; readonly names: Names }) {
  const say = useText(text)
  const pairs = Object.entries((detail ?? {}) as Record<string, unknown>).filter(
    ([, value]) => !isNothing(value),
  )
  if (pairs.length === 0) return null
  return (
    <dl
      aria-label={say('detail')}
      className="grid gap-x-6 gap-y-1 text-[0.875rem] leading-160 sm:grid-cols-[minmax(7rem,auto)_1fr]"
    >
      {pairs.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-sub">{wordOf(name, say)}</dt>
          <dd className="mb-1 min-w-0 break-words sm:mb-0">
            <Value field={name} value={value} names={names} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function isNothing(value: unknown): boolean {
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
  const say = useText(text)
  const moment = useMoment()
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  if (value === null || typeof value !== 'object') return said(field, value, names, moment, say)
  if (!Array.isArray(value)) return <Detail detail={value} names={names} />
  if (value.every((one) => typeof one !== 'object'))
    return value.map((one) => said(field, one, names, moment, say)).join('、')
  return (
    <ul className="list-disc pl-5">
      {value.map((one) => (
        <li key={JSON.stringify(one)}>
          <Value field={field} value={one} names={names} />
        </li>
      ))}
    </ul>
  )
}

const momentLike = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

function said(
  field: string,
  value: unknown,
  names: Names,
  moment: (at: string) => string,
  say: SayOf<typeof text>,
): string {
  const plain = String(value)
  if (momentLike.test(plain)) return moment(plain)
  return names[`${field}/${plain}`] ?? names[plain] ?? valueWordOf(field, plain, say) ?? plain
}
