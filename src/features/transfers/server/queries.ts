import { sql } from 'kysely'
import { Type } from 'typebox'
import { searchKey } from '#kernel/fields/index.ts'
import type { Move, Standing, TransferFault } from '#kernel/organization/index.ts'
import type { Language } from '#kernel/words/words.ts'
import { languageOf } from '#platform/access/language.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { IdPath, MovesQuery } from '../contract.ts'
import type {
  FaultRow,
  MoveRow,
  MovesPage,
  TransferRow,
  TransfersAnswer,
  TransferView,
} from '../contract.ts'
import { countsOf, keeper } from './actions.ts'
import { previewOf } from './preview.ts'
import { transferRow } from './store.ts'
import type { TransferRecord } from './store.ts'

/** Faults that the screen shows; the file of faults holds all. */
const shown = 200

/** Every transfer, the next first. */
export const transfers = defineQuery({
  name: 'transfer.list',
  input: Type.Object({}),
  authorise: keeper,
  run: async (handle): Promise<TransfersAnswer> => {
    const rows = await handle.db
      .selectFrom('transfers as t')
      .innerJoin('files as f', (join) =>
        join.onRef('f.organization_id', '=', 't.organization_id').onRef('f.id', '=', 't.file_id'),
      )
      .select([
        't.id',
        't.effective_on as on',
        't.everyone',
        't.status',
        't.trouble',
        't.made_by',
        't.made_at',
        't.planned_at',
        't.closed_at',
        'f.name as file',
      ])
      .select(sql<number>`json_array_length(t.lines)`.as('count'))
      .where('t.organization_id', '=', handle.organization.id)
      .orderBy('t.effective_on', 'desc')
      .orderBy('t.made_at', 'desc')
      .limit(100)
      .execute()
    return { transfers: rows.map((row) => describe(handle, row, row.count)) }
  },
})

type Described = Pick<
  TransferRecord,
  | 'id'
  | 'on'
  | 'everyone'
  | 'status'
  | 'file'
  | 'trouble'
  | 'made_by'
  | 'made_at'
  | 'planned_at'
  | 'closed_at'
>

function describe(handle: Handle, row: Described, lines: number): TransferRow {
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null
  return {
    id: row.id,
    on: row.on,
    everyone: row.everyone,
    status: row.status,
    file: row.file,
    lines,
    trouble: row.trouble,
    madeBy: handle.organization.view.persons.get(row.made_by ?? '')?.name ?? '',
    madeAt: row.made_at.toISOString(),
    plannedAt: iso(row.planned_at),
    closedAt: iso(row.closed_at),
  }
}

/** What a transfer means: how many join, move and leave, and all that is wrong. Once applied it is what was done. */
export const transfer = defineQuery({
  name: 'transfer.read',
  input: IdPath,
  authorise: keeper,
  run: async (handle, { id }): Promise<TransferView> => {
    const row = await transferRow(handle, id)
    const { moves, faults } = await judged(handle, row)
    const errors = faults.filter((fault) => fault.kind === 'error').length
    const unknown = Map.groupBy(
      faults.filter((fault) => fault.code === 'unknown-post'),
      (fault) => fault.value ?? '',
    )
    return {
      ...describe(handle, row, row.lines.length),
      due: row.on <= handle.today,
      unused: [...row.unused],
      ranks: [...row.ranks],
      accepted: [...row.accepted],
      counts: countsOf(moves),
      errors,
      warnings: faults.length - errors,
      faults: faults.slice(0, shown).map((fault) => faultRow(fault, languageOf(handle))),
      unknownPosts: [...unknown]
        .map(([title, lines]) => ({ title, lines: lines.length }))
        .toSorted((a, b) => b.lines - a.lines),
    }
  },
})

/** Every fault, for the file. */
export const transferFaults = defineQuery({
  name: 'transfer.faults',
  input: IdPath,
  authorise: keeper,
  run: async (
    handle,
    { id },
  ): Promise<{ readonly on: string; readonly faults: readonly TransferFault[] }> => {
    const row = await transferRow(handle, id)
    return { on: row.on, faults: (await judged(handle, row)).faults }
  },
})

async function judged(
  handle: Handle,
  row: TransferRecord,
): Promise<{ readonly moves: readonly Move[]; readonly faults: readonly TransferFault[] }> {
  if (row.moves !== null) return { moves: row.moves, faults: [] }
  return row.status === 'withdrawn' ? { moves: [], faults: [] } : previewOf(handle, row)
}

function faultRow(fault: TransferFault, language: Language): FaultRow {
  return {
    kind: fault.kind,
    code: fault.code,
    row: fault.row ?? null,
    name: fault.name ?? '',
    column: fault.column ?? '',
    value: fault.value ?? '',
    says: fault.says[language],
    grounds: (fault.grounds ?? []).map(({ provision, rule = '' }) => ({ provision, rule })),
  }
}

/** The people of a transfer, before and after, a page at a time. */
export const moves = defineQuery({
  name: 'transfer.moves',
  input: Type.Object({ ...IdPath.properties, ...MovesQuery.properties }),
  authorise: keeper,
  run: async (handle, input): Promise<MovesPage> => {
    const { moves: all } = await judged(handle, await transferRow(handle, input.id))
    const wanted = searchKey(input.q ?? '').replaceAll(/\s/g, '')
    const found = all.filter(
      (move) =>
        (input.kind === undefined || move.kind === input.kind) &&
        (wanted === '' || wordsOf(handle, move).includes(wanted)),
    )
    const from = Number(input.cursor ?? 0)
    const to = from + (input.limit ?? 50)
    return {
      items: found.slice(from, to).map((move) => moveRow(handle, move)),
      total: found.length,
      ...(to < found.length ? { next: String(to) } : {}),
    }
  },
})

function wordsOf(handle: Handle, { before, after }: Move): string {
  return searchKey(
    [before, after]
      .flatMap((side) =>
        side
          ? [
              side.name,
              side.kana,
              side.number ?? '',
              handle.organization.view.units.get(side.unit)?.title ?? '',
            ]
          : [],
      )
      .join('|'),
  ).replaceAll(/\s/g, '')
}

function moveRow(handle: Handle, move: Move): MoveRow {
  const { view } = handle.organization
  const side = (one: Standing | undefined) =>
    one === undefined
      ? null
      : {
          unit: view.units.get(one.unit)?.title ?? '',
          posts: one.posts.map((post) => view.posts.get(post)?.title ?? ''),
          employment: one.employment,
          name: one.name,
        }
  const known = move.after ?? move.before
  return {
    key: move.person ?? `row-${move.row ?? 0}`,
    kind: move.kind,
    row: move.row ?? null,
    person: move.person ?? null,
    name: known?.name ?? '',
    number: known?.number ?? null,
    before: side(move.before),
    after: move.kind === 'left' ? null : side(move.after),
    changes: [...move.changes],
  }
}
