import { api, keyOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import type { SayOf } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { TagState } from '#ui/parts/Tag.tsx'
import { DateText } from '#ui/parts/texts.tsx'
import { dayOf } from '#kernel/calendar/days.ts'
import { DataTable } from '#ui/table/DataTable.tsx'
import type { Column, LoadRows } from '#ui/table/types.ts'
import type { CaseRow } from '../contract/lists.ts'
import { caseConditions } from '../filters.ts'
import { text } from './text.ts'

const tones: Readonly<Record<string, TagState>> = { good: 'good', bad: 'refused', neutral: 'plain' }

/** The outcome of an ended case, or the current step of an open one and whether it is late. */
function CaseState({ row }: { readonly row: CaseRow }) {
  const say = useTexts(text)
  if (row.status === 'ended')
    return <Tag state={tones[row.tone] ?? 'plain'}>{row.outcomeTitle}</Tag>
  return (
    <Tag state={row.late ? 'late' : 'turn'}>
      {row.stepTitle}
      {row.late && `${signs().dot}${say('lateShort')}`}
    </Tag>
  )
}

/** The columns of the list; `say` gives texts in the language of the screen. */
function columnsOf(say: SayOf<typeof text>): readonly Column<CaseRow>[] {
  return [
    {
      id: 'number',
      title: say('number'),
      cell: (row) => <span className="numerals">{row.number}</span>,
      width: 140,
    },
    { id: 'subject', title: say('subject'), cell: (row) => row.subject, width: 290 },
    {
      id: 'procedure',
      title: say('procedure'),
      cell: (row) => row.procedureTitle,
      width: 180,
      optional: true,
    },
    {
      id: 'state',
      title: say('state'),
      cell: (row) => <CaseState row={row} />,
      width: 230,
      filter: {
        kind: 'choice',
        options: [
          { id: 'open', title: say('openState', { step: '…' }) },
          { id: 'ended', title: say('ended') },
        ],
      },
    },
    { id: 'applicant', title: say('applicant'), cell: (row) => row.applicant, width: 120 },
    {
      id: 'whose',
      title: say('unitOf'),
      cell: (row) => row.unitTitle,
      width: 130,
      filter: {
        kind: 'choice',
        options: [
          { id: 'mine', title: say('mine') },
          { id: 'unit', title: say('unit') },
        ],
      },
    },
    {
      id: 'opened',
      title: say('opened'),
      cell: (row) => <DateText short date={dayOf(row.openedAt)} />,
      width: 110,
    },
  ]
}

/** All cases that the reader may see. */
export default function CasesPage() {
  const say = useTexts(text)
  const [search] = useSearchParams()
  const procedure = search['procedure']
  const columns = columnsOf(say)
  const load: LoadRows<CaseRow> = async (query, cursor, signal) => {
    const page = await api.get('/api/cases', {
      signal,
      query: {
        ...caseConditions(query.words, query.filters),
        procedure,
        after: cursor,
      },
    })
    return { items: page.rows, next: page.next ?? null }
  }
  return (
    <>
      <PageHeading
        title={say('cases')}
        lead={say('casesLead')}
        actions={
          <ButtonLink kind="main" href="/apply">
            {say('apply')}
          </ButtonLink>
        }
      />
      <DataTable
        id={`cases.${procedure ?? 'all'}`}
        label={say('cases')}
        queryKey={[...keyOf('/api/cases'), procedure ?? '']}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `/cases/${row.id}`}
        load={load}
        emptyState={
          <EmptyState
            title={say('casesEmpty')}
            action={<ButtonLink href="/ask">{say('askFirst')}</ButtonLink>}
          >
            {say('casesEmptyBody')}
          </EmptyState>
        }
      />
    </>
  )
}
