import { useQuery } from '@tanstack/react-query'
import { containsWords } from '#kernel/fields/wordSearch.ts'
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
  const results = procedures.filter(({ title, form, group, use, words: others }) =>
    containsWords([title, form, group, use, others], words),
  )
  const mine = results.filter((procedure) => procedure.may)
  const others = results.filter((procedure) => !procedure.may)
  // What people want stands once, in the section of the first of its forms.
  const groups = new Map(
    mine.toReversed().map(({ id, want, group }) => [want?.id ?? `/${id}`, group]),
  )
  const groupOf = ({ id, want }: ListedProcedure) => groups.get(want?.id ?? `/${id}`) ?? null
  const sections = [...new Set(mine.map(groupOf))]
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
                  procedures={mine.filter((procedure) => groupOf(procedure) === group)}
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
                  detail={
                    <>
                      {procedure.use !== null && <span className="block">{procedure.use}</span>}
                      {say('applyWho', { who: procedure.who })}
                    </>
                  }
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
  const wants = Map.groupBy(procedures, ({ id, want }) => want?.id ?? `/${id}`)
  return (
    <Card>
      <Rows label={title}>
        {[...wants.values()].map((ways) =>
          ways.length > 1 ? (
            <Want key={ways[0]!.id} ways={ways} />
          ) : (
            <Form key={ways[0]!.id} procedure={ways[0]!} />
          ),
        )}
      </Rows>
    </Card>
  )
}

/** One thing that people want, with the forms that come near to it and when each is the right one. */
function Want({ ways }: { readonly ways: readonly ListedProcedure[] }) {
  const say = useTexts(text)
  const title = ways[0]?.want?.title ?? ''
  return (
    <li>
      <p className="px-4 pt-3 pb-1 sm:px-5">
        <b>{title}</b>
        <span className="ml-3 text-[0.875rem] text-sub">
          {say('applyWhich', { count: ways.length })}
        </span>
      </p>
      <ul aria-label={title} className="mb-2 ml-4 border-l-2 border-line sm:ml-5">
        {ways.map((procedure) => (
          <Form key={procedure.id} procedure={procedure} useFirst />
        ))}
      </ul>
    </li>
  )
}

/** A form; among others that come near to the same, its use is what one chooses by. */
function Form({
  procedure: { id, title, form, use },
  useFirst = false,
}: {
  readonly procedure: ListedProcedure
  readonly useFirst?: boolean
}) {
  const isChosenByUse = useFirst && use !== null
  return (
    <li className="relative flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-soft sm:px-5">
      <span className="min-w-0 grow">
        <span className="block font-700 [&>a]:after:absolute [&>a]:after:inset-0">
          <Link href={`/apply/${id}`} quiet>
            {isChosenByUse ? use : title}
          </Link>
        </span>
        {use !== null && (
          <span className="block text-[0.875rem] leading-160 text-sub">
            {isChosenByUse ? title : use}
          </span>
        )}
      </span>
      {form !== null && <Tag>{form}</Tag>}
      <Icon name="right" size={16} className="shrink-0 text-sub" />
    </li>
  )
}
