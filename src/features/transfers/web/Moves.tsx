import { useMemo } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { EmptyState, Section } from '#ui/parts/Card.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { TagState } from '#ui/parts/Tag.tsx'
import { DataTable } from '#ui/table/DataTable.tsx'
import type { Column } from '#ui/table/types.ts'
import type { Kind, MoveRow } from '../contract.ts'
import { text } from './text.ts'
import type { SayTransfers } from './text.ts'

const kinds: readonly Kind[] = ['joined', 'moved', 'left', 'unchanged']
const states: Readonly<Record<Kind, TagState>> = {
  joined: 'good',
  moved: 'turn',
  left: 'none',
  unchanged: 'plain',
}

function columnsOf(say: SayTransfers): readonly Column<MoveRow>[] {
  return [
    {
      id: 'person',
      title: say('person'),
      width: 170,
      cell: (row) => (
        <>
          {row.name}
          {row.number !== null && (
            <span className="ml-2 text-[0.8125rem] font-400 text-sub numerals">{row.number}</span>
          )}
        </>
      ),
    },
    {
      id: 'kind',
      title: say('kind'),
      width: 130,
      cell: (row) => <Tag state={states[row.kind]}>{say(row.kind)}</Tag>,
      filter: { kind: 'choice', options: kinds.map((kind) => ({ id: kind, title: say(kind) })) },
    },
    { id: 'before', title: say('before'), width: 230, cell: (row) => <Side side={row.before} /> },
    { id: 'after', title: say('after'), width: 230, cell: (row) => <Side side={row.after} /> },
    {
      id: 'changes',
      title: say('changes'),
      width: 150,
      cell: (row) =>
        row.changes.map((change) => say(`change.${change}` as 'change.unit')).join(signs().list) ||
        '—',
    },
  ]
}

/** The persons of a transfer, before and after side by side. */
export function Moves({ id, version }: { readonly id: string; readonly version: string }) {
  const say = useTexts(text)
  const columns = useMemo(() => columnsOf(say), [say])
  return (
    <Section title={say('people')}>
      <DataTable
        id="transfers.moves"
        label={say('people')}
        queryKey={[...keyOf('/api/transfers/:id/moves', { id }), version]}
        columns={columns}
        rowId={(row) => row.key}
        emptyState={<EmptyState title={say('nobody')} />}
        load={(query, cursor, signal) =>
          api.get('/api/transfers/:id/moves', {
            params: { id },
            signal,
            query: {
              q: query.words || undefined,
              kind: kinds.find((kind) => kind === query.filters['kind']),
              cursor,
            },
          })
        }
      />
    </Section>
  )
}

function Side({ side }: { readonly side: MoveRow['before'] }) {
  if (side === null) return <span className="text-sub">—</span>
  return (
    <span className="block leading-150">
      {side.unit}
      <span className="block text-[0.875rem] text-sub">
        {[...side.posts, side.employment].filter(Boolean).join(signs().dot)}
      </span>
    </span>
  )
}
