import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { api, hrefOf, keyOf } from '#ui/api.ts'
import { usePathParams, useSearchParams } from '#ui/address.ts'
import { useIsNarrow } from '#ui/media.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { Menu } from '#ui/parts/Menu.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { DataTable } from '#ui/table/DataTable.tsx'
import { parseTableQuery } from '#ui/table/query.ts'
import type { LoadRows } from '#ui/table/types.ts'
import { ChangeMany } from './ChangeMany.tsx'
import { columnsOf } from './columns.tsx'
import type { ListedRow } from './columns.tsx'
import { useRegister } from './data.ts'
import { toEntryQuery } from './query.ts'
import { text } from './text.ts'
import type { RegisterView } from '../contract/registers.ts'

/** A register as a table: search, filter, sort, select, add, import, export, print. */
export default function RegisterPage() {
  const { register = '' } = usePathParams()
  const { data, error } = useRegister(register)
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <RegisterTable key={data.id} register={data} />
}

function RegisterTable({ register }: { readonly register: RegisterView }) {
  const say = useTexts(text)
  const narrow = useIsNarrow()
  const [search] = useSearchParams()
  const columns = useMemo(() => columnsOf(register, say), [register, say])
  const params = { register: register.id }
  const load: LoadRows<ListedRow> = async (query, cursor, signal) => {
    const entryQuery = toEntryQuery(query, register)
    const [page, countAnswer] = await Promise.all([
      api.get('/api/registers/:register/entries', {
        params,
        signal,
        query: { ...entryQuery, after: cursor, limit: narrow ? 30 : 100 },
      }),
      cursor === undefined
        ? api.get('/api/registers/:register/count', { params, signal, query: entryQuery })
        : undefined,
    ])
    return {
      items: page.rows.map((row) => ({ ...row, names: page.names })),
      next: page.next ?? null,
      ...(countAnswer === undefined || countAnswer.count >= 10_000
        ? {}
        : { total: countAnswer.count }),
    }
  }
  const place = { params, query: toEntryQuery(parseTableQuery(search), register) }
  const file = (format: 'csv' | 'cp932' | 'xlsx'): string =>
    hrefOf('/api/registers/:register/export', { params, query: { ...place.query, format } })
  const bulk = useCallback(
    (ids: readonly string[], clear: () => void): ReactNode => (
      <ChangeMany register={register} ids={ids} onDone={clear} />
    ),
    [register],
  )
  const files = [
    ...(register.mayWrite
      ? [{ id: 'import', title: say('import'), href: `/registers/${register.id}/import` }]
      : []),
    {
      id: 'xlsx',
      title: say('exportExcel'),
      act: () => {
        globalThis.location.assign(file('xlsx'))
      },
    },
    {
      id: 'csv',
      title: say('exportCsv'),
      act: () => {
        globalThis.location.assign(file('csv'))
      },
    },
    {
      id: 'cp932',
      title: say('exportCp932'),
      act: () => {
        globalThis.location.assign(file('cp932'))
      },
    },
    {
      id: 'labels',
      title: say('labels'),
      act: () => {
        globalThis.open(hrefOf('/api/registers/:register/labels.pdf', place), '_blank')
      },
    },
    {
      id: 'print',
      title: say('print'),
      act: () => {
        globalThis.open(hrefOf('/api/registers/:register/print.pdf', place), '_blank')
      },
    },
    {
      id: 'word',
      title: say('printWord'),
      act: () => {
        globalThis.location.assign(hrefOf('/api/registers/:register/print.docx', place))
      },
    },
  ]
  return (
    <>
      <PageHeading
        title={register.title}
        above={<Breadcrumb trail={[{ title: say('registers'), href: '/registers' }]} />}
        actions={
          <>
            {register.diagram !== null && (
              <ButtonLink icon="tree" href={`/registers/${register.id}/diagram`}>
                {register.diagram}
              </ButtonLink>
            )}
            {register.counted && (
              <ButtonLink icon="columns" href={`/registers/${register.id}/counts`}>
                {say('uses')}
              </ButtonLink>
            )}
            {register.stocktake && (
              <ButtonLink icon="checks" href="/campaigns">
                {say('stocktakes')}
              </ButtonLink>
            )}
            {register.mayWrite && (
              <ButtonLink kind="main" icon="plus" href={`/registers/${register.id}/new`}>
                {say('add')}
              </ButtonLink>
            )}
          </>
        }
      />
      <DataTable
        id={`registers.${register.id}`}
        label={register.title}
        queryKey={keyOf('/api/registers/:register/entries', params)}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `/registers/${register.id}/${row.id}`}
        load={load}
        actions={<Menu title={say('files')} entries={files} icon="file" />}
        {...(register.mayWrite ? { bulkActions: bulk } : {})}
        emptyState={
          <EmptyState
            title={say('emptyTitle', { register: register.title })}
            action={
              register.mayWrite && (
                <>
                  <ButtonLink kind="line" icon="plus" href={`/registers/${register.id}/new`}>
                    {say('add')}
                  </ButtonLink>
                  <ButtonLink icon="upload" href={`/registers/${register.id}/import`}>
                    {say('import')}
                  </ButtonLink>
                </>
              )
            }
          >
            {register.mayWrite ? say('emptyTeach') : say('emptyRead')}
          </EmptyState>
        }
      />
    </>
  )
}
