import { useQuery } from '@tanstack/react-query'
import { searchKey } from '#kernel/fields/search.ts'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
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
 * All registers of the policy: how many entries each has, and how many need attention; empty
 * registers come last.
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

function RegisterSearch({ registers }: { readonly registers: readonly RegisterSummary[] }) {
  const say = useTexts(text)
  const [search, change] = useSearchParams()
  const words = search['q'] ?? ''
  const results = registers.filter(({ title }) =>
    words.split(/\s+/u).every((word) => searchKey(title).includes(searchKey(word))),
  )
  const [filled, empty] = [
    results.filter(({ count }) => count > 0),
    results.filter(({ count }) => count === 0),
  ]
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
      {filled.length > 0 && (
        <Section title={say('registersFilled')} count={filled.length}>
          <RegisterList label={say('registersFilled')} registers={filled} />
        </Section>
      )}
      {empty.length > 0 && (
        <Section title={say('registersEmpty')} count={empty.length}>
          <p className="mb-2.5 max-w-prose text-[0.9375rem] text-sub">
            {say(empty.some(({ mayAdd }) => mayAdd) ? 'emptyTeach' : 'emptyRead')}
          </p>
          <RegisterList label={say('registersEmpty')} registers={empty} />
        </Section>
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
        {registers.map(({ id, title, count, expired, mayAdd }) => (
          <Row
            key={id}
            title={
              <Link quiet href={`/registers/${id}`}>
                {title}
              </Link>
            }
            {...(count === 0
              ? {}
              : {
                  subject: (
                    <span className="text-sub">
                      <span className="numerals">{count.toLocaleString()}</span>
                      {say(count >= countLimit ? 'orMore' : 'lines', { count })}
                    </span>
                  ),
                })}
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
                  <span className="sr-only">（{title}）</span>
                </ButtonLink>
              )
            }
          />
        ))}
      </Rows>
    </Card>
  )
}
