import { useQuery } from '@tanstack/react-query'
import { searchKey } from '#kernel/fields/search.ts'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Icon } from '#ui/parts/icons.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { ProcedureList } from '../contract/procedures.ts'
import { text } from './text.ts'

type ListedProcedure = ProcedureList[number]

/** The procedures that the reader may begin, by section, and below them those that others begin. */
export default function ApplyPage() {
  const say = useTexts(text)
  const { data, error } = useQuery({ ...queryOf('/api/procedures'), staleTime: 60_000 })
  return (
    <>
      <PageHeading
        title={say('applyTitle')}
        lead={say('applyLead')}
        actions={
          <ButtonLink kind="main" href="/ask">
            {say('askFirst')}
          </ButtonLink>
        }
      />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-40" />}
      {data !== undefined && <ProcedureSearch procedures={data} />}
    </>
  )
}

function ProcedureSearch({ procedures }: { readonly procedures: ProcedureList }) {
  const say = useTexts(text)
  const [search, change] = useSearchParams()
  const words = search['q'] ?? ''
  const results = procedures.filter((procedure) => matches(procedure, words))
  const mine = results.filter((procedure) => procedure.may)
  const others = results.filter((procedure) => !procedure.may)
  const sections = [...new Set(mine.map((procedure) => procedure.group))]
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
        {words === '' ? '' : say('applyFound', { count: results.length })}
      </output>
      {results.length === 0 && (
        <EmptyState
          title={say('applyNone', { words })}
          action={
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
                <Forms
                  title={title}
                  procedures={mine.filter((procedure) => procedure.group === group)}
                />
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
              {others.map((procedure) => (
                <Row
                  key={procedure.id}
                  title={procedure.title}
                  detail={say('applyWho', { who: procedure.who })}
                  state={procedure.group !== null && <Tag>{procedure.group}</Tag>}
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
  readonly procedures: readonly ListedProcedure[]
}) {
  return (
    <Card>
      <Rows label={title}>
        {procedures.map((procedure) => (
          <li
            key={procedure.id}
            className="relative flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-soft sm:px-5"
          >
            <span className="grow font-700 [&>a]:after:absolute [&>a]:after:inset-0">
              <Link href={`/apply/${procedure.id}`} quiet>
                {procedure.title}
              </Link>
            </span>
            {procedure.form !== null && <Tag>{procedure.form}</Tag>}
            <Icon name="right" size={16} className="shrink-0 text-sub" />
          </li>
        ))}
      </Rows>
    </Card>
  )
}

/**
 * Whether a procedure contains every word of the query. The kind of kana, the width of letters and
 * spaces make no difference.
 */
function matches({ title, form, group, words }: ListedProcedure, query: string): boolean {
  const text = keyOf([title, form, group, words].join(' '))
  return query.split(/\s+/u).every((word) => text.includes(keyOf(word)))
}

const keyOf = (text: string): string => searchKey(text).replaceAll(/\s/g, '')
