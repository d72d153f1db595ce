import { useQuery } from '@tanstack/react-query'
import { dayOf } from '#kernel/calendar/days.ts'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { Handbook } from '../contract/handbook.ts'
import { ReadButton } from './Reading.tsx'
import { Rules, useFoundRules } from './Rules.tsx'
import { text } from './text.ts'

/** 職員の心得: the rules of conduct for who reads, to search in, to print, and to say that they were read. */
export default function HandbookPage() {
  const say = useTexts(text)
  const [{ q = '' }, change] = useSearchParams()
  const { data, error } = useQuery(queryOf('/api/handbook'))
  const all = data?.parts ?? []
  return (
    <>
      <PageHeading
        title={say('handbook')}
        lead={say('handbookLead')}
        actions={all.length > 0 && <PrintButton />}
      />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-96 rounded-12" />}
      {data !== undefined && all.length === 0 && (
        <EmptyState
          title={say('noHandbook')}
          action={<ButtonLink href="/policy">{say('toPolicy')}</ButtonLink>}
        >
          {say('noHandbookBody')}
        </EmptyState>
      )}
      {all.length > 0 && <Book parts={all} words={q} onWords={(words) => change({ q: words })} />}
    </>
  )
}

function Book({
  parts,
  words,
  onWords,
}: {
  readonly parts: Handbook['parts']
  readonly words: string
  readonly onWords: (words: string) => void
}) {
  const say = useTexts(text)
  // One press reads one part: the foot has room for one.
  const open = parts.find(({ occurrence }) => occurrence !== null)
  return (
    <>
      <div className="mb-6 flex" data-screen-only>
        <SearchBox label={say('searchText')} value={words} onSearch={onWords} />
      </div>
      <div className="space-y-10">
        {parts.map((part) => (
          <Part key={part.checklist} part={part} words={words} />
        ))}
      </div>
      {open?.occurrence !== undefined && open.occurrence !== null && (
        <div className="mt-8 max-w-3xl border-t border-line pt-5">
          {parts.length > 1 && (
            <p className="mb-2 text-sub">{say('readWhich', { title: open.title })}</p>
          )}
          <ReadButton occurrence={open.occurrence} />
        </div>
      )}
    </>
  )
}

function Part({
  part,
  words,
}: {
  readonly part: Handbook['parts'][number]
  readonly words: string
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  const found = useFoundRules(part.items, words)
  return (
    <section aria-label={part.title}>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line pb-2">
        <h2 className="text-[1.1875rem]">{part.title}</h2>
        {part.readAt !== null && (
          <Tag state="good">{say('readOn', { date: date(dayOf(part.readAt)) })}</Tag>
        )}
        {part.occurrence !== null && <Tag state="due">{say('toRead')}</Tag>}
      </div>
      {found.length === 0 ? (
        <p className="text-sub">{say('nothingFound')}</p>
      ) : (
        <Rules rules={found} level={3} />
      )}
    </section>
  )
}
