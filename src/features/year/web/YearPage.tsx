import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { fiscalYearTitle } from '#kernel/calendar/fiscal.ts'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useLanguage, signs, useTexts } from '#ui/i18n/index.ts'
import { useIsNarrow } from '#ui/media.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DueTag } from '#ui/parts/DueTag.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import { Tabs } from '#ui/parts/Tabs.tsx'
import type { MyYear, YearLine } from '../contract.ts'
import { CalendarAddress } from './CalendarAddress.tsx'
import { Grid, Listed, Months } from './Grid.tsx'
import { countsOf, states } from './items.ts'
import { Mark } from './Mark.tsx'
import { text } from './text.ts'

/** 私の一年: everything that the reader has to do in a 年度, and what waits now. */
export default function YearPage() {
  const say = useTexts(text)
  const [{ year, seat, view }, change] = useSearchParams()
  const chosen = /^\d{4}$/.test(year ?? '') ? Number(year) : undefined
  const { data, error } = useQuery({
    ...queryOf('/api/year', { query: { year: chosen } }),
    placeholderData: keepPreviousData,
  })
  const lines = (data?.lines ?? []).filter(
    (line) => seat === undefined || line.seats.includes(seat),
  )
  const isNarrow = useIsNarrow()
  const calendar = <CalendarAddress />
  return (
    <>
      <PageHeading
        title={say('title')}
        lead={data === undefined ? say('lead') : <Counts year={data} lines={lines} />}
        actions={
          data !== undefined && (
            <>
              <Years year={data.year} onChange={(next) => change({ year: String(next) })} />
              <span className="max-md:hidden">
                <PrintButton />
              </span>
            </>
          )
        }
      />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-72 rounded-12" />}
      {data !== undefined && (
        <>
          {isNarrow && <Due year={data} />}
          {data.seats.length > 1 && (
            <div className="mt-5 mb-4 max-w-sm first:mt-0" data-screen-only>
              <SelectBox
                aria-label={say('seat')}
                value={seat ?? ''}
                onChange={({ target }) =>
                  change({ seat: target.value === '' ? undefined : target.value })
                }
              >
                <option value="">{say('allSeats')}</option>
                {data.seats.map((title) => (
                  <option key={title} value={title}>
                    {title}
                  </option>
                ))}
              </SelectBox>
            </div>
          )}
          {lines.length === 0 ? (
            <EmptyState title={say('nothing')}>{say('nothingBody')}</EmptyState>
          ) : isNarrow ? (
            <Months year={data} lines={lines} />
          ) : (
            <Tabs
              label={say('views')}
              selected={view ?? 'table'}
              onSelect={(id) => change({ view: id === 'table' ? undefined : id })}
              items={[
                { id: 'table', title: say('table'), content: <Grid year={data} lines={lines} /> },
                {
                  id: 'months',
                  title: say('months'),
                  content: <Months year={data} lines={lines} />,
                },
                { id: 'list', title: say('list'), content: <Listed year={data} lines={lines} /> },
              ]}
            />
          )}
          <div className="mt-7 grid items-start gap-x-6 lg:grid-cols-[1fr_20rem]">
            {isNarrow ? <div /> : <Due year={data} />}
            <div>
              {calendar}
              <Deputies year={data} />
            </div>
          </div>
        </>
      )}
    </>
  )
}

/** 「30回のうち 16回が済みました。遅れ 1 …」 */
function Counts({ year, lines }: { readonly year: MyYear; readonly lines: readonly YearLine[] }) {
  const say = useTexts(text)
  const counts = countsOf(lines)
  const total = states.reduce((sum, state) => sum + counts[state], 0)
  return (
    <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <span>{year.title}</span>
      <span className="text-ink">{say('countsLead', { total, done: counts.done })}</span>
      {states
        .filter((state) => state !== 'done' && counts[state] > 0)
        .map((state) => (
          <Mark key={state} state={state} worded count={counts[state]} />
        ))}
    </span>
  )
}

function Years({
  year,
  onChange,
}: {
  readonly year: number
  readonly onChange: (year: number) => void
}) {
  const language = useLanguage()
  const titleOf = (one: number): string =>
    language === 'ja' ? fiscalYearTitle(one) : `${one}/${(one + 1) % 100}`
  return (
    <span className="flex gap-2">
      {[year - 1, year + 1].map((other, index) => (
        <Button key={other} size="small" onPress={() => onChange(other)}>
          {index === 0 ? `‹ ${titleOf(other)}` : `${titleOf(other)} ›`}
        </Button>
      ))}
    </span>
  )
}

function Due({ year: { due, dueMore } }: { readonly year: MyYear }) {
  const say = useTexts(text)
  return (
    <Section title={say('due')} count={due.length + dueMore}>
      {due.length === 0 ? (
        <EmptyState title={say('dueNone')} />
      ) : (
        <Card>
          <Rows label={say('due')}>
            {due.map((task, index) => (
              <Row
                key={task.id}
                title={task.title}
                detail={task.subject}
                state={
                  task.dueAt === null ? undefined : (
                    <DueTag dueAt={task.dueAt} wholeDay={task.wholeDay} />
                  )
                }
                action={
                  task.href === null ? undefined : (
                    <ButtonLink
                      href={task.href}
                      size="small"
                      kind={index === 0 ? 'main' : 'plain'}
                      aria-label={`${task.title} ${task.subject}${signs().colon}${task.verb}`}
                    >
                      {task.verb}
                    </ButtonLink>
                  )
                }
              />
            ))}
          </Rows>
        </Card>
      )}
      {dueMore > 0 && (
        <p className="mt-2 text-[0.9375rem]">
          <Link href="/">{say('dueMore', { count: dueMore })}</Link>
        </p>
      )}
    </Section>
  )
}

function Deputies({ year: { deputies } }: { readonly year: MyYear }) {
  const say = useTexts(text)
  if (deputies.length === 0) return null
  return (
    <Section title={say('deputies')}>
      <ul className="space-y-1 text-[0.9375rem]">
        {deputies.map(({ seat, person }) => (
          <li key={seat}>
            {seat}
            {signs().colon}
            {person === null ? <span className="text-stop">{say('nobody')}</span> : person}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-[0.875rem] text-sub">
        <Link href="/organization/absences">{say('toAbsences')}</Link>
      </p>
    </Section>
  )
}
