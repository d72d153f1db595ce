import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { api } from '#ui/api.ts'
import { useAddressParts, useAddressSearch } from '#ui/address.ts'
import { useNarrow } from '#ui/media.ts'
import { useText } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { Menu } from '#ui/parts/Menu.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { DataTable } from '#ui/table/DataTable.tsx'
import { queryFrom } from '#ui/table/query.ts'
import type { LoadRows } from '#ui/table/types.ts'
import type { EntryPage } from '../contract.ts'
import { ChangeMany } from './ChangeMany.tsx'
import { columnsOf } from './columns.tsx'
import type { ListedRow } from './columns.tsx'
import { useRegister } from './data.ts'
import { askOf } from './query.ts'
import { text } from './text.ts'
import type { RegisterView } from './types.ts'

/** A ledger: a fast table to search, narrow down, sort, choose from, add to, import into, export and print. */
export default function RegisterPage() {
  const { register = '' } = useAddressParts()
  const { data, error } = useRegister(register)
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Ledger key={data.id} register={data} />
}

function Ledger({ register }: { readonly register: RegisterView }) {
  const say = useText(text)
  const narrow = useNarrow()
  const [search] = useAddressSearch()
  const columns = useMemo(() => columnsOf(register, say), [register, say])
  const path = `/api/registers/${register.id}`
  const load: LoadRows<ListedRow> = async (query, cursor, signal) => {
    const asked = askOf(query, register)
    const [page, counted] = await Promise.all([
      api.get<EntryPage>(`${path}/entries`, {
        signal,
        query: { ...asked, after: cursor, limit: narrow ? '30' : '100' },
      }),
      cursor === undefined
        ? api.get<{ readonly count: number }>(`${path}/count`, { signal, query: asked })
        : undefined,
    ])
    return {
      items: page.rows.map((row) => ({ ...row, names: page.names })),
      next: page.next ?? null,
      ...(counted === undefined || counted.count >= 10_000 ? {} : { total: counted.count }),
    }
  }
  const tail = new URLSearchParams(
    Object.entries(askOf(queryFrom(search), register)).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  ).toString()
  const file = (format: string): string => `${path}/export?${tail}${tail && '&'}format=${format}`
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
        globalThis.open(`${path}/labels.pdf?${tail}`, '_blank')
      },
    },
    {
      id: 'print',
      title: say('print'),
      act: () => {
        globalThis.open(`${path}/print.pdf?${tail}`, '_blank')
      },
    },
    {
      id: 'word',
      title: say('printWord'),
      act: () => {
        globalThis.location.assign(`${path}/print.docx?${tail}`)
      },
    },
  ]
  return (
    <>
      <PageHeading
        title={register.title}
        above={<Breadcrumb trail={[{ title: say('registers'), href: '/registers' }]} />}
        acts={
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
        queryKey={['entries', register.id]}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `/registers/${register.id}/${row.id}`}
        load={load}
        acts={<Menu title={say('files')} entries={files} icon="file" />}
        {...(register.mayWrite ? { bulk } : {})}
        empty={
          <EmptyState
            title={say('emptyTitle', { register: register.title })}
            act={
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
