import { useQuery } from '@tanstack/react-query'
import { containsWords } from '#kernel/fields/wordSearch.ts'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import type { RegisterSummary } from '../contract/registers.ts'
import { text } from './text.ts'

/** The server stops counting here. */
const countLimit = 10_000
/** Up to this number of registers the page has no search box. */
const searchThreshold = 8

/**
 * All registers of the policy in their sections: what each is for, how many entries it has, how many
 * need attention. Those of which the reader may see nothing come last.
 */
export default function RegistersPage() {
  const say = useTexts(text)
  const { data, error, isPending } = useQuery(queryOf('/api/registers'))
  return (
    <>
      <PageHeading title={say('registers')} lead={say('registersLead')} />
      <ProblemNotice error={error} />
      {isPending && <div className="skeleton h-72 rounded-12" />}
      {data?.length === 0 && (
        <EmptyState title={say('noRegisters')}>{say('noRegistersBody')}</EmptyState>
      )}
      {data !== undefined && data.length > 0 && <RegisterSearch registers={data} />}
    </>
  )
}

/** Whether there is something in the register for the reader: to read, or to add. */
const isOpen = ({ reads, mayAdd }: RegisterSummary): boolean => reads !== 'none' || mayAdd

function RegisterSearch({ registers }: { readonly registers: readonly RegisterSummary[] }) {
  const say = useTexts(text)
  const [search, change] = useSearchParams()
  const words = search['q'] ?? ''
  const results = registers.filter(({ title, use, group, words: others }) =>
    containsWords([title, use, group, ...others], words),
  )
  const open = results.filter(isOpen)
  const closed = results.filter((register) => !isOpen(register))
  const sections = [...new Set(open.map(({ group }) => group))]
  return (
    <>
      {registers.length > searchThreshold && (
        <div className="mb-6 flex">
          <SearchBox
            label={say('registersSearch')}
            value={words}
            onSearch={(q) => change({ q: q || undefined })}
          />
        </div>
      )}
      {results.length === 0 && (
        <EmptyState
          title={say('registersNone', { words })}
          action={
            <Button kind="line" onPress={() => change({ q: undefined })}>
              {say('registersAll')}
            </Button>
          }
        />
      )}
      {open.length > 0 && open.every(({ count }) => count === 0) && (
        <p className="mb-2.5 max-w-prose text-[0.9375rem] text-sub">
          {say(open.some(({ mayAdd }) => mayAdd) ? 'emptyTeach' : 'emptyRead')}
        </p>
      )}
      {sections.map((group) => {
        const title = group ?? say(sections.length === 1 ? 'registers' : 'registersOthers')
        const listed = open.filter((register) => register.group === group)
        return (
          <Section key={title} title={title} count={listed.length}>
            <RegisterList
              label={title}
              registers={listed.toSorted((a, b) => Number(a.count === 0) - Number(b.count === 0))}
            />
          </Section>
        )
      })}
      {closed.length > 0 && (
        <details className="mt-7" open={open.length === 0}>
          <summary className="flex min-h-11 w-fit cursor-pointer items-center font-700 text-act hover:underline">
            {say('registersClosed', { count: closed.length })}
          </summary>
          <p className="mb-2.5 max-w-prose text-[0.9375rem] text-sub">
            {say('registersClosedBody')}
          </p>
          <Card>
            <Rows label={say('registersClosed', { count: closed.length })}>
              {closed.map(({ id, title, use }) => (
                <Row key={id} title={title} {...(use === null ? {} : { detail: use })} />
              ))}
            </Rows>
          </Card>
        </details>
      )}
    </>
  )
}

function RegisterList({
  label,
  registers,
}: {
  readonly label: string
  readonly registers: readonly RegisterSummary[]
}) {
  const say = useTexts(text)
  return (
    <Card>
      <Rows label={label}>
        {registers.map(({ id, title, use, reads, count, expired, mayAdd }) => (
          <Row
            key={id}
            title={
              <Link quiet href={`/registers/${id}`}>
                {title}
              </Link>
            }
            {...(use === null ? {} : { detail: use })}
            subject={
              <span className="text-[0.9375rem] text-sub">
                {count === 0 ? (
                  say(reads === 'all' ? 'noneYet' : 'noneToRead')
                ) : (
                  <>
                    <span className="numerals">{count.toLocaleString()}</span>
                    {say(count >= countLimit ? 'orMore' : 'lines', { count })}
                  </>
                )}
              </span>
            }
            {...(expired === 0
              ? {}
              : {
                  state: (
                    <Link href={`/registers/${id}?f.keep=expired`}>
                      <span className="text-warn">▲ {say('expiredCount', { count: expired })}</span>
                    </Link>
                  ),
                })}
            action={
              mayAdd && (
                <ButtonLink size="small" icon="plus" href={`/registers/${id}/new`}>
                  {say('add')}
                  <span className="sr-only">
                    {signs().paren}
                    {title}
                    {signs().unparen}
                  </span>
                </ButtonLink>
              )
            }
          />
        ))}
      </Rows>
    </Card>
  )
}
