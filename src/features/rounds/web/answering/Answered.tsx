import { dayOf } from '#kernel/calendar/days.ts'
import { formatShortDay } from '#kernel/calendar/relative.ts'
import { hrefOf } from '#ui/api.ts'
import { useNow } from '#ui/dates.ts'
import { signs, useCommonTexts, useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { useYears } from '#ui/preferences.ts'
import { useSession } from '#ui/session/session.ts'
import type { AnswerView, ItemView } from '../../contract/occurrences.ts'
import { text } from '../text.ts'
import type { KeptAnswer } from './storage.ts'
import { outcomeOf } from './useAnswers.ts'

const states = { kept: 'good', finding: 'wrong', 'not-applicable': 'plain' } as const

/** An answer in a word, with its shape: ✓ はい, ✕ いいえ, − 対象外. */
export function AnswerTag({
  outcome,
  shown,
}: {
  readonly outcome: AnswerView['outcome'] | undefined
  readonly shown: string
}) {
  const say = useTexts(text)
  if (outcome === 'not-applicable')
    return (
      <Tag>
        <span aria-hidden="true">−</span> {say('notApplicable')}
      </Tag>
    )
  return (
    <span className="inline-block max-w-full *:whitespace-normal">
      <Tag state={outcome === undefined ? 'plain' : states[outcome]}>
        {shown === '' ? say('blank') : shown}
      </Tag>
    </span>
  )
}

/** What is answered of an item: the answer on this device, else that of the server. */
export function Answered({
  occurrence,
  item,
  kept,
}: {
  readonly occurrence: string
  readonly item: ItemView
  readonly kept: KeptAnswer | undefined
}) {
  const shown = useShownValue(item)
  if (kept !== undefined)
    return (
      <div className="space-y-1">
        <AnswerTag outcome={outcomeOf(item, kept)} shown={shown(kept.value)} />
        {kept.comment !== undefined && <Comment>{kept.comment}</Comment>}
      </div>
    )
  return item.answer === null ? null : <Given occurrence={occurrence} answer={item.answer} />
}

/** An answer that the server has: who gave it when, what was written, the proof. */
function Given({
  occurrence,
  answer,
}: {
  readonly occurrence: string
  readonly answer: AnswerView
}) {
  const say = useTexts(text)
  const when = useShortDay()
  const { person } = useSession()
  return (
    <div className="space-y-1">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem] text-sub">
        <AnswerTag outcome={answer.outcome} shown={answer.shown} />
        <span>
          {[
            when(answer.at),
            ...(answer.by === null || answer.by === person.name
              ? []
              : [say('by', { name: answer.by })]),
          ].join(signs().dot)}
        </span>
        {answer.outcome === 'not-applicable' && answer.accepted !== true && (
          <span>{say(answer.accepted === null ? 'waitsForAccept' : 'notAccepted')}</span>
        )}
      </p>
      {answer.comment !== null && <Comment>{answer.comment}</Comment>}
      <Files occurrence={occurrence} files={answer.files} />
    </div>
  )
}

/** The answer of the turn before, with its proof. */
export function Before({
  occurrence,
  item,
}: {
  readonly occurrence: string
  readonly item: ItemView
}) {
  const say = useTexts(text)
  const when = useShortDay()
  const { before } = item
  if (before === null) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem] text-sub">
      <span>{say('before')}</span>
      <AnswerTag outcome={before.outcome} shown={before.shown} />
      <span>{[when(before.at), ...(before.by === null ? [] : [before.by])].join(signs().dot)}</span>
      <Files occurrence={occurrence} files={before.files} />
      {before.comment !== null && <span className="basis-full">{before.comment}</span>}
    </div>
  )
}

function Files({
  occurrence,
  files,
}: {
  readonly occurrence: string
  readonly files: AnswerView['files']
}) {
  if (files.length === 0) return null
  return (
    <span className="flex flex-wrap gap-x-3 text-[0.875rem]">
      {files.map((file) => (
        <Link
          key={file.id}
          target="_blank"
          href={hrefOf('/api/occurrences/:id/files/:file', {
            params: { id: occurrence, file: file.id },
          })}
        >
          {file.name}
        </Link>
      ))}
    </span>
  )
}

function Comment({ children }: { readonly children: string }) {
  return <p className="text-[0.9375rem] leading-160 whitespace-pre-line">{children}</p>
}

function useShortDay(): (at: string) => string {
  const language = useLanguage()
  const today = dayOf(useNow())
  const years = useYears()
  return (at) => formatShortDay(dayOf(at), today, language, years)
}

/** A value as a person reads it, before the server has said it. */
function useShownValue({ field }: ItemView): (value: unknown) => string {
  const common = useCommonTexts()
  const titleOf = (id: unknown): string =>
    field.options?.find((option) => option.id === id)?.title ?? String(id)
  return (value) => {
    if (value === undefined || value === null) return ''
    if (typeof value === 'boolean') return common(value ? 'yes' : 'no')
    if (Array.isArray(value)) return value.map(titleOf).join(signs().list)
    if (typeof value === 'object') return ''
    return `${titleOf(value)}${field.unit ?? ''}`
  }
}
