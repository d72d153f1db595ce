import { useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useIsNarrow } from '#ui/media.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { DataTable } from '#ui/table/DataTable.tsx'
import type { LoadRows } from '#ui/table/types.ts'
import { ChangeMany } from './ChangeMany.tsx'
import { columnsOf } from './columns.tsx'
import type { ListedRow } from './columns.tsx'
import { useRegister } from './data.ts'
import { EmptyRegister, FilesMenu, RegisterLinks } from './RegisterActions.tsx'
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
  const columns = useMemo(() => columnsOf(register, say), [register, say])
  const params = { register: register.id }
  const [versions] = useState(() => new Map<string, number>())
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
    for (const { id, version } of page.rows) versions.set(id, version)
    return {
      items: page.rows.map((row) => ({ ...row, names: page.names })),
      next: page.next ?? null,
      ...(countAnswer === undefined || countAnswer.count >= 10_000
        ? {}
        : { total: countAnswer.count }),
    }
  }
  const bulk = useCallback(
    (ids: readonly string[], clear: () => void): ReactNode => (
      <ChangeMany
        register={register}
        entries={ids.map((id) => ({ id, version: versions.get(id) ?? 1 }))}
        onDone={clear}
      />
    ),
    [register, versions],
  )
  return (
    <>
      <PageHeading
        title={register.title}
        above={<Breadcrumb trail={[{ title: say('registers'), href: '/registers' }]} />}
        actions={<RegisterLinks register={register} />}
      />
      <DataTable
        id={`registers.${register.id}`}
        label={register.title}
        queryKey={keyOf('/api/registers/:register/entries', params)}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `/registers/${register.id}/${row.id}`}
        load={load}
        actions={<FilesMenu register={register} />}
        {...(register.mayWrite ? { bulkActions: bulk } : {})}
        emptyState={<EmptyRegister register={register} />}
      />
    </>
  )
}
