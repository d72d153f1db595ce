import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { api, keyOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, EmptyState } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { JournalPage as Page, JournalVerdict } from '../contract.ts'
import { JournalEntry } from './JournalEntry.tsx'
import { JournalFilter, filterFrom } from './JournalFilter.tsx'
import { text } from './text.ts'

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
  const verify = useMutation({ mutationFn: () => api.get('/api/journal/verify') })
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
          <Button icon="check" isPending={verify.isPending} onPress={() => verify.mutate()}>
            {say('verify')}
          </Button>
        }
      />
      <div className="mb-5 space-y-4" aria-live="polite">
        <ProblemNotice error={error ?? verify.error} />
        {verify.data !== undefined && <Verdict verdict={verify.data} />}
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

function Verdict({ verdict }: { readonly verdict: JournalVerdict }) {
  const say = useTexts(text)
  if (verdict.broken.length === 0)
    return (
      <Notice kind="good" title={say('good', { rows: verdict.rows })}>
        <p>
          {verdict.compared === undefined
            ? say('uncompared')
            : say('compared', { count: verdict.compared })}
        </p>
        <p className="text-[0.8125rem] break-all text-sub">
          {say('hash')} {verdict.head}
        </p>
      </Notice>
    )
  return (
    <Notice kind="stop" title={say('bad', { count: verdict.broken.length })}>
      <ul className="list-disc pl-5">
        {verdict.broken.map((defect) => (
          <li key={`${defect.seq}${defect.why}${defect.table}${defect.key}`}>
            <DefectWords defect={defect} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

type Defect = JournalVerdict['broken'][number]
type Why =
  | 'altered'
  | 'missing'
  | 'out-of-chain'
  | 'head-differs'
  | 'not-sealed'
  | 'cut'
  | 'row-altered'
  | 'row-missing'
  | 'row-added'

function DefectWords({ defect }: { readonly defect: Defect }) {
  const say = useTexts(text)
  const { seq, to, table, key } = defect
  const why = say(`why.${defect.why as Why}`)
  if (table !== undefined)
    return say('row', { table: say(`table.${table as 'entries'}`), key: key ?? '', why })
  if (to !== undefined && to > seq) return say('run', { from: seq, to, count: to - seq + 1, why })
  return say('broken', { seq, why })
}
