import { useQuery } from '@tanstack/react-query'
import { searchKey } from '#kernel/fields/search.ts'
import { queryOf } from '#ui/api.ts'
import { useAddressSearch } from '#ui/address.ts'
import { useText } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Icon } from '#ui/parts/icons.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { ProcedureList } from '../contract.ts'
import { text } from './text.ts'

type Listed = ProcedureList[number]

/** Everything that the reader may begin, by sections; what others begin stands behind. */
export default function ApplyPage() {
  const say = useText(text)
  const { data, error } = useQuery({ ...queryOf('/api/procedures'), staleTime: 60_000 })
  return (
    <>
      <PageHeading
        title={say('applyTitle')}
        lead={say('applyLead')}
        acts={
          <ButtonLink kind="main" href="/ask">
            {say('askFirst')}
          </ButtonLink>
        }
      />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-40" />}
      {data !== undefined && <Found procedures={data} />}
    </>
  )
}

function Found({ procedures }: { readonly procedures: ProcedureList }) {
  const say = useText(text)
  const [search, change] = useAddressSearch()
  const words = search['q'] ?? ''
  const found = procedures.filter((one) => matches(one, words))
  const mine = found.filter((one) => one.may)
  const others = found.filter((one) => !one.may)
  const sections = [...new Set(mine.map((one) => one.group))]
  return (
    <>
      <div className="mb-6 flex">
        <SearchBox
          label={say('applySearch')}
          value={words}
          onSearch={(q) => change({ q: q || undefined })}
        />
      </div>
      <output className="sr-only">
        {words === '' ? '' : say('applyFound', { count: found.length })}
      </output>
      {found.length === 0 && (
        <EmptyState
          title={say('applyNone', { words })}
          act={
            <Button kind="line" onPress={() => change({ q: undefined })}>
              {say('applyAll')}
            </Button>
          }
        >
          {say('applyNoneBody')}
        </EmptyState>
      )}
      <div className="gap-8 lg:columns-2">
        {sections.map((group) => {
          const title = group ?? say(sections.length === 1 ? 'applyTitle' : 'applyOthers')
          return (
            <div key={title} className="mb-7 break-inside-avoid">
              <Section title={title}>
                <Forms title={title} procedures={mine.filter((one) => one.group === group)} />
              </Section>
            </div>
          )
        })}
      </div>
      {others.length > 0 && (
        <details className="mt-1" open={mine.length === 0}>
          <summary className="flex min-h-11 w-fit cursor-pointer items-center font-700 text-act hover:underline">
            {say('applyNotMine', { count: others.length })}
          </summary>
          <Card>
            <Rows label={say('applyNotMine', { count: others.length })}>
              {others.map((one) => (
                <Row
                  key={one.id}
                  what={one.title}
                  detail={say('applyWho', { who: one.who })}
                  state={one.group !== null && <Tag>{one.group}</Tag>}
                />
              ))}
            </Rows>
          </Card>
        </details>
      )}
    </>
  )
}

function Forms({
  title,
  procedures,
}: {
  readonly title: string
  readonly procedures: readonly Listed[]
}) {
  return (
    <Card>
      <Rows label={title}>
        {procedures.map((one) => (
          <li
            key={one.id}
            className="relative flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-soft sm:px-5"
          >
            <span className="grow font-700 [&>a]:after:absolute [&>a]:after:inset-0">
              <Link href={`/apply/${one.id}`} quiet>
                {one.title}
              </Link>
            </span>
            {one.form !== null && <Tag>{one.form}</Tag>}
            <Icon name="right" size={16} className="shrink-0 text-sub" />
          </li>
        ))}
      </Rows>
    </Card>
  )
}

/** Every word must be there, letters beside each other, whatever the kana or width. */
function matches({ title, form, group, words }: Listed, query: string): boolean {
  const text = keyOf([title, form, group, words].join(' '))
  return query.split(/\s+/u).every((word) => text.includes(keyOf(word)))
}

const keyOf = (text: string): string => searchKey(text).replaceAll(/\s/g, '')
