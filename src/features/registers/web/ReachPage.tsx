import { useQuery } from '@tanstack/react-query'
import { hrefOf, queryOf } from '#ui/api.ts'
import { usePathParams, useSearchParams } from '#ui/address.ts'
import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { DateInput } from '#ui/form/inputs/DateInput.tsx'
import type { FormField } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { Menu } from '#ui/parts/Menu.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PlainTable } from '#ui/parts/PlainTable.tsx'
import type { PlainColumn } from '#ui/parts/PlainTable.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { DateText } from '#ui/parts/texts.tsx'
import type { ReachView } from '../contract/references.ts'
import { useRegister } from './data.ts'
import { EntryLink } from './EntryLink.tsx'
import { text } from './text.ts'
import type { SayRegisters } from './text.ts'

/** Who could reach an entry on a day. */
export default function ReachPage() {
  const { register = '', id = '' } = usePathParams()
  const say = useTexts(text)
  const [{ on }, change] = useSearchParams()
  const definition = useRegister(register)
  const params = { register, id }
  const { data, error } = useQuery({
    ...queryOf('/api/registers/:register/entries/:id/reach', { params, query: { on } }),
    placeholderData: (before) => before,
  })
  const field: FormField = { id: 'on', title: say('reachOn'), type: 'date', required: false }
  const file = (format: 'csv' | 'xlsx') => ({
    id: format,
    title: say(format === 'xlsx' ? 'exportExcel' : 'exportCsv'),
    onAction: () => {
      globalThis.location.assign(
        hrefOf('/api/registers/:register/entries/:id/reach/export', {
          params,
          query: { on: data?.on, format },
        }),
      )
    },
  })
  return (
    <>
      <PageHeading
        title={data === undefined ? say('reach') : say('reachTitle', { name: data.name })}
        lead={say('reachLead')}
        above={
          <Breadcrumb
            trail={[
              { title: say('registers'), href: '/registers' },
              { title: definition.data?.title ?? '', href: `/registers/${register}` },
              { title: data?.name ?? '', href: `/registers/${register}/${id}` },
            ]}
          />
        }
        actions={
          data !== undefined &&
          data.rows.length > 0 && (
            <Menu title={say('exporting')} icon="file" entries={[file('xlsx'), file('csv')]} />
          )
        }
      />
      <div className="mb-6 max-w-sm">
        <FieldFrame field={field} id="reach-on" required={false} fault={undefined}>
          {(describedBy) => (
            <DateInput
              field={field}
              id="reach-on"
              value={on ?? data?.on}
              onChange={(value) => {
                if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
                  change({ on: value })
              }}
              onBlur={() => undefined}
              describedBy={describedBy}
              invalid={false}
              required={false}
              axes={[]}
            />
          )}
        </FieldFrame>
      </div>
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-64 rounded-12" />}
      {data !== undefined && <ReachTable view={data} />}
    </>
  )
}

function columnsOf(say: SayRegisters): readonly PlainColumn<ReachView['rows'][number]>[] {
  return [
    {
      title: say('person'),
      cell: (row) => (
        <>
          {row.name} {row.left && <Tag state="none">{say('left')}</Tag>}
        </>
      ),
    },
    { title: say('unit'), cell: (row) => row.unit },
    {
      title: say('since'),
      cell: (row) => (row.from === null ? '—' : <DateText short date={row.from} />),
    },
    {
      title: say('until'),
      cell: (row) => (row.until === null ? '—' : <DateText short date={row.until} />),
    },
    {
      title: say('by'),
      cell: (row) => (
        <EntryLink register={row.register} id={row.line} name={row.lineName} number={row.number} />
      ),
    },
  ]
}

function ReachTable({ view }: { readonly view: ReachView }) {
  const say = useTexts(text)
  const leavers = view.rows.filter((row) => row.left)
  if (view.rows.length === 0)
    return <EmptyState title={say('reachNone')}>{say('reachNoneBody')}</EmptyState>
  return (
    <div className="space-y-4">
      {leavers.length > 0 && (
        <Notice
          kind="warn"
          title={say('leftOver', { count: new Set(leavers.map((row) => row.person)).size })}
        >
          {say('leftOverBody')}
        </Notice>
      )}
      <p className="text-sub numerals">
        {say('people', { count: new Set(view.rows.map((row) => row.person)).size })}
      </p>
      <PlainTable
        label={say('reach')}
        rows={view.rows}
        rowId={(row) => `${row.line}/${row.person}`}
        columns={columnsOf(say)}
      />
    </div>
  )
}
