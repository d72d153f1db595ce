import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { api, everyKey, queryOf } from '#ui/api.ts'
import { provisionKey } from '#ui/parts/provision.ts'
import { useAction } from '#ui/action.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { Adopted, EditionList } from '../contract.ts'
import { text } from './text.ts'

/** The editions of the pack that were in force, and the adoption of a new one. */
export default function EditionPage() {
  const say = useTexts(text)
  const date = useFormatDate()
  const { data, error } = useQuery(queryOf('/api/policy/editions'))
  const [change, setChange] = useState<Adopted>()
  // Another edition changes what every page shows.
  const adopt = useAction({
    call: () => api.post('/api/policy/editions'),
    invalidates: [everyKey, provisionKey],
    done: setChange,
  })
  return (
    <>
      <PageHeading
        title={say('editions')}
        lead={say('editionsLead')}
        above={<Breadcrumb trail={[{ title: say('map'), href: '/policy' }]} />}
        actions={
          data?.mayAdopt === true && (
            <Button kind="main" isPending={adopt.pending} onPress={() => void adopt.run()}>
              {say('adopt')}
            </Button>
          )
        }
      />
      <div className="mb-5 space-y-4" aria-live="polite">
        <ProblemNotice error={error ?? adopt.problem} />
        {change !== undefined && <Change change={change} />}
        {data?.readable === false && (
          <Notice kind="stop" title={say('unreadable')}>
            <p>{say('unreadableLead')}</p>
          </Notice>
        )}
      </div>
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
                    <span>{say('without', { what: note.without.join('、') })}</span>
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

function Change({ change }: { readonly change: Adopted }) {
  const say = useTexts(text)
  return (
    <Notice kind="good" title={say('adoptedNow', { edition: change.edition })}>
      <p>{say('carriedOver', { count: change.worded })}</p>
      {change.added.length > 0 && <p>{say('added', { refs: change.added.join('、') })}</p>}
      {change.gone.length > 0 && <p>{say('gone', { refs: change.gone.join('、') })}</p>}
    </Notice>
  )
}
