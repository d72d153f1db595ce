import { useInfiniteQuery } from '@tanstack/react-query'
import { api, keyOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { JournalPage as Page } from '../contract.ts'
import { JournalEntry } from './JournalEntry.tsx'
import { JournalFilter, filterFrom } from './JournalFilter.tsx'
import { text } from './text.ts'
import { useVerification, Verification } from './Verification.tsx'

/** 操作記録: the events, newest first, and a button that verifies the chain. */
export default function JournalPage() {
  const say = useTexts(text)
  const [search, change] = useSearchParams()
  const filter = filterFrom(search)
  const { data, error, isPending, fetchNextPage, hasNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: [...keyOf('/api/journal'), 'pages', filter],
      queryFn: ({ pageParam, signal }) =>
        api.get('/api/journal', { signal, query: { ...filter, before: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page: Page) => page.next,
      placeholderData: (before) => before,
    })
  const verification = useVerification()
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const names = Object.assign({}, ...(data?.pages.map((page) => page.names) ?? [])) as Record<
    string,
    string
  >
  return (
    <>
      <PageHeading
        title={say('title')}
        lead={say('lead')}
        actions={
          <Button icon="check" isPending={verification.isRunning} onPress={verification.begin}>
            {say('verify')}
          </Button>
        }
      />
      <div className="mb-5 space-y-4" aria-live="polite">
        <ProblemNotice error={error} />
        <Verification verification={verification} />
      </div>
      <JournalFilter
        search={search}
        change={change}
        actions={data?.pages[0]?.actions ?? {}}
        rows={rows}
      />
      {!isPending && rows.length === 0 ? (
        <EmptyState title={say('empty')} />
      ) : (
        <Card>
          <ul aria-label={say('title')}>
            {rows.map((row) => (
              <JournalEntry key={row.seq} row={row} names={names} change={change} />
            ))}
          </ul>
        </Card>
      )}
      {hasNextPage && (
        <div className="mt-4">
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {say('more')}
          </Button>
        </div>
      )}
    </>
  )
}
