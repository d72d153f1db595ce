import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Link } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PlainTable } from '#ui/parts/PlainTable.tsx'
import type { PlainColumn } from '#ui/parts/PlainTable.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { CountRow } from '../contract/references.ts'
import { useRegister } from './data.ts'
import { UsageTag } from './References.tsx'
import { EntryLink } from './EntryLink.tsx'
import { text } from './text.ts'
import type { SayRegisters } from './text.ts'

/** The number owned beside the number used, for each entry. */
export default function CountsPage() {
  const { register = '' } = usePathParams()
  const say = useTexts(text)
  const definition = useRegister(register)
  const { data, error } = useQuery(
    queryOf('/api/registers/:register/counts', { params: { register } }),
  )
  const title = definition.data?.title ?? ''
  return (
    <>
      <PageHeading
        title={say('countsTitle', { register: title })}
        lead={say('countsLead')}
        above={
          <Breadcrumb
            trail={[
              { title: say('registers'), href: '/registers' },
              { title, href: `/registers/${register}` },
            ]}
          />
        }
      />
      <ProblemNotice error={error} />
      {data?.length === 0 && (
        <EmptyState title={say('countsEmpty')}>{say('countsEmptyBody')}</EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <PlainTable
          label={say('uses')}
          rows={data}
          rowId={(row) => `${row.id}/${row.register}`}
          columns={columnsOf(register, say)}
        />
      )}
    </>
  )
}

function columnsOf(register: string, say: SayRegisters): readonly PlainColumn<CountRow>[] {
  return [
    {
      title: say('name'),
      cell: (row) => (
        <EntryLink register={register} id={row.id} name={row.name} number={row.number} />
      ),
    },
    { title: say('owned'), numeric: true, cell: (row) => row.owned?.toLocaleString() ?? '—' },
    {
      title: say('used'),
      numeric: true,
      cell: (row) => (
        <Link
          href={`/registers/${row.register}?f.${row.field}=${row.id}`}
          aria-label={`${row.registerTitle} ${row.used}`}
        >
          {row.used.toLocaleString()}
        </Link>
      ),
    },
    { title: say('standing'), cell: (row) => <UsageTag owned={row.owned} over={row.over} /> },
  ]
}
