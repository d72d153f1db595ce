import { useInfiniteQuery } from '@tanstack/react-query'
import { api, keyOf } from '#ui/api.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows } from '#ui/parts/Card.tsx'
import { Telephone } from '#ui/parts/Contact.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { UnitRow } from '../contract/units.ts'
import type { PersonRow, PersonsPage } from '../contract/persons.ts'
import { text } from './text.ts'
import { UnitPosts } from './UnitPosts.tsx'
import { PersonLink } from './UnitTree.tsx'

/** The persons of a unit and those below it, or of the whole organisation, with a search. */
export function People({
  unit,
  administers,
  words,
  onWords,
}: {
  readonly unit: UnitRow | undefined
  readonly administers: boolean
  readonly words: string
  readonly onWords: (words: string) => void
}) {
  const say = useTexts(text)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keyOf('/api/persons'), 'pages', unit?.id, words],
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/persons', {
        signal,
        query: { unit: unit?.id, q: words || undefined, after: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: PersonsPage) => last.next,
  })
  const rows = data?.pages.flatMap((page) => page.rows)
  return (
    <section aria-label={say('people')} className="min-w-0">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <h2 className="text-[1.125rem]">{unit?.title ?? say('all')}</h2>
        {unit?.head && (
          <p className="text-[0.9375rem] text-sub">
            {unit.head.post}
            {signs().gap}
            <PersonLink id={unit.head.id} name={unit.head.name} inText />
          </p>
        )}
        {unit?.mayLook === true && (
          <p className="text-[0.9375rem]">
            <Link href={`/organization/units/${unit.id}`}>{say('howItDoes')}</Link>
          </p>
        )}
      </div>
      <div className="mb-4">
        <SearchBox label={say('find')} value={words} onSearch={onWords} />
      </div>
      <ProblemNotice error={error} />
      {rows?.length === 0 &&
        (words === '' ? (
          <EmptyState title={say('nobodyYet')}>{say('nobodyYetBody')}</EmptyState>
        ) : (
          <EmptyState title={say('nobody')}>{say('nobodyBody')}</EmptyState>
        ))}
      {rows !== undefined && rows.length > 0 && (
        <Card>
          <Rows label={say('people')}>
            {rows.map((row) => (
              <PersonItem key={row.id} row={row} apart={row.unit !== unit?.id} />
            ))}
          </Rows>
        </Card>
      )}
      {hasNextPage && (
        <div className="mt-4">
          <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>
            {say('more')}
          </Button>
        </div>
      )}
      {unit !== undefined && words === '' && <UnitPosts unit={unit} administers={administers} />}
    </section>
  )
}

function PersonItem({ row, apart }: { readonly row: PersonRow; readonly apart: boolean }) {
  const say = useTexts(text)
  const words = [
    row.posts.join(signs().dot) || row.employment,
    ...(apart ? [row.unitTitle] : []),
  ].join(signs().gap)
  const phone = row.phone && (
    <Telephone number={row.phone} label={say('call', { name: row.name })} />
  )
  return (
    <Row
      title={<PersonLink id={row.id} name={row.name} />}
      subject={<span className="text-[0.875rem] text-sub">{row.kana}</span>}
      detail={
        <>
          {words}
          {phone && <span className="ml-4 sm:hidden">{phone}</span>}
        </>
      }
      {...(row.left
        ? { state: <Tag state="none">{say('left')}</Tag> }
        : row.present
          ? {}
          : { state: <Tag state="due">{say('away')}</Tag> })}
      {...(phone ? { action: <span className="hidden sm:inline">{phone}</span> } : {})}
    />
  )
}
