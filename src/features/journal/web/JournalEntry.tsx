import { signs, useTexts } from '#ui/i18n/index.ts'
import type { SayOf } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Icon } from '#ui/parts/icons.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import type { JournalRow } from '../contract.ts'
import { Detail } from './Detail.tsx'
import { valueWord } from './eventWords.ts'
import { text } from './text.ts'

/** One event: when, who, what and its subject; when opened, its whole detail and its hash. */
export function JournalEntry({
  row,
  names,
  change,
}: {
  readonly row: JournalRow
  readonly names: Readonly<Record<string, string>>
  readonly change: (next: Readonly<Record<string, string | undefined>>) => void
}) {
  const say = useTexts(text)
  const { subject } = row
  const decided = decidedOf(row, say)
  const about =
    subject.title === undefined
      ? subject.kindTitle
      : `${subject.kindTitle}${signs().quote}${subject.title}${signs().unquote}`
  return (
    <li className="border-t border-line first:border-t-0">
      <details className="group">
        <summary className="grid min-h-11 cursor-pointer grid-cols-[1fr_auto] items-baseline gap-x-4 px-4 py-2.5 hover:bg-soft sm:grid-cols-[10.5rem_9rem_1fr_auto] sm:px-5">
          <span className="text-[0.875rem] text-sub numerals">
            <MomentText at={row.at} />
          </span>
          <span className="truncate text-[0.9375rem] max-sm:text-right">{row.actorName}</span>
          <span className="min-w-0 max-sm:col-span-2">
            <b>{row.title}</b>
            {decided !== undefined && <span className="ml-2 font-700 text-act">{decided}</span>}
            <span className="ml-3 text-sub">{about}</span>
          </span>
          <Icon
            name="down"
            size={14}
            className="text-sub transition-transform group-open:rotate-180 max-sm:hidden"
          />
        </summary>
        <div className="space-y-3 bg-soft px-4 pt-2 pb-4 sm:px-5">
          <Detail detail={row.detail} names={{ ...names, ...row.words }} />
          <p className="flex flex-wrap items-center gap-x-5 gap-y-1 text-[0.875rem]">
            {subject.link !== undefined && (
              <Link href={subject.link}>{say('open', { what: subject.kindTitle })}</Link>
            )}
            {row.actor !== null && (
              <Button
                kind="plain"
                size="small"
                onPress={() => change({ actor: row.actor ?? undefined })}
              >
                {say('onlyWho', { who: row.actorName })}
              </Button>
            )}
            <Button
              kind="plain"
              size="small"
              onPress={() => change({ subjectKind: row.subjectKind, subjectId: row.subjectId })}
            >
              {say('onlySubject')}
            </Button>
          </p>
          <p className="text-[0.75rem] break-all text-sub numerals">
            {say('number', { seq: row.seq })}
            {signs().gap}
            {say('hash')} {row.hash}
          </p>
        </div>
      </details>
    </li>
  )
}

/** What was decided, in the words of the pack or of the program. */
function decidedOf(row: JournalRow, say: SayOf<typeof text>): string | undefined {
  const detail = (row.detail ?? {}) as Readonly<Record<string, unknown>>
  for (const field of ['decision', 'answer']) {
    const value = detail[field]
    if (typeof value !== 'string') continue
    const words = row.words[`${field}/${value}`] ?? valueWord(field, value, say)
    if (words !== undefined) return words
  }
  return undefined
}
