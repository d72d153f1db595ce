import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { fiscalYearOf, fiscalYearTitle } from '#kernel/calendar/fiscal.ts'
import { hrefOf, queryOf } from '#ui/api.ts'
import { useNow } from '#ui/dates.ts'
import { useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { Card } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import { text } from './text.ts'

/** As many years are offered, as far as the records reach. */
const yearsOffered = 6

const contents = ['whole', 'rounds', 'training', 'audit', 'findings', 'incidents', 'rest'] as const

/** The draft of the yearly report: which 年度, and as what it is written. */
export default function ReportPage() {
  const say = useTexts(text)
  const language = useLanguage()
  const present = fiscalYearOf(dayOf(useNow()))
  const since = useQuery({ ...queryOf('/api/policy', { query: {} }), staleTime: 30_000 }).data
    ?.since
  const first = since === undefined ? present : fiscalYearOf(since)
  const [year, setYear] = useState(present)
  const titleOf = (one: number): string =>
    language === 'ja' ? fiscalYearTitle(one) : `${one}/${(one + 1) % 100}`
  return (
    <>
      <PageHeading
        title={say('report')}
        above={<Breadcrumb trail={[{ title: say('map'), href: '/policy' }]} />}
        lead={say('reportLead')}
      />
      <Card padded>
        <label className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <span className="font-700">{say('reportYear')}</span>
          <SelectBox
            value={String(year)}
            onChange={(event) => setYear(Number(event.currentTarget.value))}
          >
            {Array.from(
              { length: Math.max(1, Math.min(yearsOffered, present - first + 1)) },
              (_, index) => present - index,
            ).map((one) => (
              <option key={one} value={one}>
                {titleOf(one)}
              </option>
            ))}
          </SelectBox>
        </label>
        {year === present && <p className="mb-4 text-sub">{say('reportSoFar')}</p>}
        <div className="flex flex-wrap gap-3">
          <ButtonLink
            kind="main"
            icon="file"
            href={hrefOf('/api/policy/report', { query: { year, format: 'docx' } })}
          >
            {say('reportWord')}
          </ButtonLink>
          <ButtonLink
            kind="line"
            icon="print"
            target="_blank"
            href={hrefOf('/api/policy/report', { query: { year, format: 'pdf' } })}
          >
            {say('reportPdf')}
          </ButtonLink>
        </div>
        <h2 className="mt-6 mb-1 text-[1rem]">{say('reportHolds')}</h2>
        <ul className="list-disc space-y-1 ps-6">
          {contents.map((part) => (
            <li key={part}>{say(`reportPart.${part}`)}</li>
          ))}
        </ul>
        <p className="mt-4 text-sub">{say('reportYours')}</p>
      </Card>
    </>
  )
}
