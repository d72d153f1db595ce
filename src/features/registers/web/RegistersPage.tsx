import { useQuery } from '@tanstack/react-query'
import { searchKey } from '#kernel/fields/search.ts'
import { queryOf } from '#ui/api.ts'
import { useAddressSearch } from '#ui/address.ts'
import { useText } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import type { RegisterSummary } from '../contract.ts'
import { text } from './text.ts'

/** Counting on the server stops here. */
const countLimit = 10_000
/** So many ledgers are looked over without searching. */
const fewLedgers = 8

/** All ledgers of the policy: how much each holds, and what waits there; those without lines stand below. */
export default function RegistersPage() {
  const say = useText(text)
  const { data, error, isPending } = useQuery(queryOf('/api/registers'))
  return (
    <>
      <PageHeading title={say('registers')} lead={say('registersLead')} />
      <ProblemNotice error={error} />
      {isPending && <div className="skeleton h-72 rounded-12" />}
      {data?.length === 0 && (
        <EmptyState title={say('noRegisters')}>{say('noRegistersBody')}</EmptyState>
      )}
      {data !== undefined && data.length > 0 && <Ledgers registers={data} />}
    </>
  )
}

function Ledgers({ registers }: { readonly registers: readonly RegisterSummary[] }) {
  const say = useText(text)
  const [search, change] = useAddressSearch()
  const words = search['q'] ?? ''
  const found = registers.filter(({ title }) =>
    words.split(/\s+/u).every((word) => searchKey(title).includes(searchKey(word))),
  )
  const [filled, empty] = [
    found.filter(({ count }) => count > 0),
    found.filter(({ count }) => count === 0),
  ]
  return (
    <>
      {registers.length > fewLedgers && (
        <div className="mb-6 flex">
          <SearchBox
            label={say('registersSearch')}
            value={words}
            onSearch={(q) => change({ q: q || undefined })}
          />
        </div>
      )}
      {found.length === 0 && (
        <EmptyState
          title={say('registersNone', { words })}
          act={
            <Button kind="line" onPress={() => change({ q: undefined })}>
              {say('registersAll')}
            </Button>
          }
        />
      )}
      {filled.length > 0 && (
        <Section title={say('registersFilled')} count={filled.length}>
          <List label={say('registersFilled')} registers={filled} />
        </Section>
      )}
      {empty.length > 0 && (
        <Section title={say('registersEmpty')} count={empty.length}>
          <p className="mb-2.5 max-w-prose text-[0.9375rem] text-sub">
            {say(empty.some(({ mayWrite }) => mayWrite) ? 'emptyTeach' : 'emptyRead')}
          </p>
          <List label={say('registersEmpty')} registers={empty} />
        </Section>
      )}
    </>
  )
}

function List({
  label,
  registers,
}: {
  readonly label: string
  readonly registers: readonly RegisterSummary[]
}) {
  const say = useText(text)
  return (
    <Card>
      <Rows label={label}>
        {registers.map(({ id, title, count, expired, mayWrite }) => (
          <Row
            key={id}
            what={
              <Link quiet href={`/registers/${id}`}>
                {title}
              </Link>
            }
            {...(count === 0
              ? {}
              : {
                  which: (
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
            act={
              mayWrite && (
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
