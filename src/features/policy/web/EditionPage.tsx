import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { queryOf } from '#ui/api.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { Approved, EditionList } from '../contract.ts'
import { ProposalCard } from './ProposalCard.tsx'
import { SendEdition } from './SendEdition.tsx'
import { text } from './text.ts'

/** The editions of the pack that were in force, the one that waits, and how a new one comes. */
export default function EditionPage() {
  const say = useTexts(text)
  const date = useFormatDate()
  const { data, error } = useQuery(queryOf('/api/policy/editions'))
  const [approved, setApproved] = useState<Approved>()
  return (
    <>
      <PageHeading
        title={say('editions')}
        lead={say('editionsLead')}
        above={<Breadcrumb trail={[{ title: say('map'), href: '/policy' }]} />}
      />
      <div className="mb-5 space-y-4" aria-live="polite">
        <ProblemNotice error={error} />
        {approved !== undefined && <ApprovedNotice approved={approved} />}
        {data?.readable === false && (
          <Notice kind="stop" title={say('unreadable')}>
            <p>{say('unreadableLead')}</p>
          </Notice>
        )}
      </div>
      {data?.proposal != null && (
        <Section title={say('proposal')}>
          <ProposalCard proposal={data.proposal} onApproved={setApproved} />
        </Section>
      )}
      {data?.mayAdopt === true && data.proposal === null && (
        <div className="mb-6">
          <SendEdition />
        </div>
      )}
      {data !== undefined && (
        <Section title={say('editions')} count={data.rows.length}>
          <Card>
            <Rows label={say('editions')}>
              {data.rows.map((row) => (
                <Row
                  key={row.hash}
                  title={row.edition}
                  subject={row.title}
                  state={row.current && <Tag state="good">{say('current')}</Tag>}
                  detail={
                    <>
                      <span className="mr-4">{say('inForce', { date: date(row.inForce) })}</span>
                      <span className="mr-4">
                        {say('adopted', { date: date(dayOf(row.adoptedAt)) })}
                      </span>
                      {row.until !== null && (
                        <span className="mr-4">{say('until', { date: date(row.until) })}</span>
                      )}
                      <span className="break-all numerals">{row.hash.slice(0, 12)}</span>
                    </>
                  }
                />
              ))}
            </Rows>
          </Card>
        </Section>
      )}
      {data !== undefined && data.notes.length > 0 && <Notes notes={data.notes} />}
    </>
  )
}

const effects = {
  works: { word: 'works', state: 'plain' },
  ignored: { word: 'ignored', state: 'due' },
  'left-out': { word: 'leftOut', state: 'late' },
} as const

/** The faults of the edition in force by today's rules. */
function Notes({ notes }: { readonly notes: EditionList['notes'] }) {
  const say = useTexts(text)
  return (
    <Section title={say('notes')} count={notes.length}>
      <p className="mb-3">{say('notesLead')}</p>
      <Card>
        <Rows label={say('notes')}>
          {notes.map((note) => (
            <Row
              key={`${note.at} ${note.detail}`}
              title={note.detail}
              state={<Tag state={effects[note.effect].state}>{say(effects[note.effect].word)}</Tag>}
              detail={
                <>
                  <span className="mr-4 break-all numerals">{note.at}</span>
                  {note.without.length > 0 && (
                    <span>{say('without', { what: note.without.join(signs().list) })}</span>
                  )}
                </>
              }
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

function ApprovedNotice({ approved }: { readonly approved: Approved }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { edition, adopted } = approved
  if (adopted === null)
    return (
      <Notice kind="good" title={say('approvedFor', { edition, date: date(approved.inForce) })}>
        <p>{say('approvedForLead')}</p>
      </Notice>
    )
  return (
    <Notice kind="good" title={say('adoptedNow', { edition })}>
      <p>{say('carriedOver', { count: adopted.worded })}</p>
      {adopted.added.length > 0 && (
        <p>{say('added', { refs: adopted.added.join(signs().list) })}</p>
      )}
      {adopted.gone.length > 0 && <p>{say('gone', { refs: adopted.gone.join(signs().list) })}</p>}
    </Notice>
  )
}
