import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { ImportSummary } from '../contract.ts'
import { text } from './text.ts'

/** The differences of an imported document from the pack. */
export default function DocumentPage() {
  const say = useTexts(text)
  const { id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/policy/documents/:id', { params: { id } }))
  if (data === undefined) return <ProblemNotice error={error} />
  return (
    <>
      <PageHeading
        title={data.title}
        above={<Breadcrumb trail={[{ title: say('map'), href: '/policy' }]} />}
        lead={say('done', { attached: data.summary.attached, all: data.summary.provisionsInPack })}
      />
      <Departures summary={data.summary} />
    </>
  )
}

/** What only one of the two has: first the pack, then the document. */
export function Departures({ summary }: { readonly summary: ImportSummary }) {
  const say = useTexts(text)
  const [document, pack] = [
    summary.departures.filter((departure) => departure.line !== null),
    summary.departures.filter((departure) => departure.line === null),
  ]
  if (summary.departures.length === 0) return <EmptyState title={say('departNone')} />
  return (
    <>
      {summary.attached * 2 < summary.provisionsInPack && (
        <div className="mb-5">
          <Notice kind="warn" title={say('far')}>
            {say('farBody')}
          </Notice>
        </div>
      )}
      {pack.length > 0 && <DepartureList title={say('onlyPack')} rows={pack} />}
      {document.length > 0 && <DepartureList title={say('onlyDocument')} rows={document} />}
    </>
  )
}

const shownFirst = 30

function DepartureList({
  title,
  rows,
}: {
  readonly title: string
  readonly rows: ImportSummary['departures']
}) {
  const say = useTexts(text)
  const [all, setAll] = useState(false)
  return (
    <Section title={title} count={rows.length}>
      <Card>
        <Rows label={title}>
          {(all ? rows : rows.slice(0, shownFirst)).map((departure) => (
            <Row
              key={`${departure.ref} ${departure.line} ${departure.text}`}
              title={departure.ref ?? ''}
              subject={departure.text}
              {...(departure.line === null
                ? {}
                : { detail: say('line', { line: departure.line }) })}
            />
          ))}
        </Rows>
      </Card>
      {!all && rows.length > shownFirst && (
        <div className="mt-3">
          <Button onPress={() => setAll(true)}>{say('showAll', { count: rows.length })}</Button>
        </div>
      )}
    </Section>
  )
}
