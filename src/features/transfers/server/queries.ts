import { sql } from 'kysely'
import { Type } from 'typebox'
import { searchKey } from '#kernel/fields/index.ts'
import { missingUnits } from '#kernel/organization/index.ts'
import type { Move, StaffRecord, TransferFault } from '#kernel/organization/index.ts'
import type { Language } from '#kernel/words/words.ts'
import { languageOf } from '#platform/access/language.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { cursorsOf } from '#platform/gate/cursors.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { IdPath, MovesQuery } from '../contract.ts'
import type {
  FaultRow,
  MoveRow,
  MovesPage,
  TransferRow,
  TransfersAnswer,
  TransferView,
} from '../contract.ts'
import { countsOf, demandKeeper, unknownUnitNames } from './actions.ts'
import { effectOf, previewOf } from './preview.ts'
import { transferRow } from './store.ts'
import type { TransferRecord } from './store.ts'

const positions = cursorsOf('transfer-moves', 'integer')

/** Maximum number of faults on the screen; the file of faults has all. */
const maxFaults = 200

/** Every transfer, the next first. */
export const transfers = defineQuery({
  name: 'transfer.list',
  input: Type.Object({}),
  authorise: demandKeeper,
  run: async (tx): Promise<TransfersAnswer> => {
    const rows = await tx.db
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
      .select(
        sql<number>`(select count(*)::int from json_array_elements(t.lines) l where l ->> 'left' is null)`.as(
          'count',
        ),
      )
      .where('t.organization_id', '=', tx.organization.id)
      .orderBy('t.effective_on', 'desc')
      .orderBy('t.made_at', 'desc')
      .limit(100)
      .execute()
    return { transfers: rows.map((row) => toTransferRow(tx, row, row.count)) }
  },
})

type TransferSummary = Pick<
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

function toTransferRow(tx: Transaction, row: TransferSummary, lines: number): TransferRow {
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null
  return {
    id: row.id,
    on: row.on,
    everyone: row.everyone,
    status: row.status,
    file: row.file,
    lines,
    trouble: row.trouble,
    madeBy: tx.organization.view.persons.get(row.made_by ?? '')?.name ?? '',
    madeAt: row.made_at.toISOString(),
    plannedAt: iso(row.planned_at),
    closedAt: iso(row.closed_at),
  }
}

/**
 * The effect of a transfer: how many join, move and leave, and all faults. Once applied, what was
 * done.
 */
export const transfer = defineQuery({
  name: 'transfer.read',
  input: IdPath,
  authorise: demandKeeper,
  run: async (tx, { id }): Promise<TransferView> => {
    const row = await transferRow(tx, id)
    const plan = await movesAndFaults(tx, row)
    const { moves, faults } = plan
    const errors = faults.filter((fault) => fault.kind === 'error').length
    const unknown = Map.groupBy(
      faults.filter((fault) => fault.code === 'unknown-post'),
      (fault) => fault.value ?? '',
    )
    return {
      ...toTransferRow(tx, row, row.lines.filter((line) => line.left === undefined).length),
      effect: effectOf(plan),
      due: row.on <= tx.today,
      unused: [...row.unused],
      ranks: [...row.ranks],
      accepted: [...row.accepted],
      counts: countsOf(moves),
      errors,
      warnings: faults.length - errors,
      faults: faults.slice(0, maxFaults).map((fault) => toFaultRow(fault, languageOf(tx))),
      missingUnits: missingUnitRows(tx, faults),
      unknownPosts: [...unknown]
        .map(([title, lines]) => ({ title, lines: lines.length }))
        .toSorted((a, b) => b.lines - a.lines),
    }
  },
})

function missingUnitRows(
  tx: Transaction,
  faults: readonly TransferFault[],
): TransferView['missingUnits'] {
  const { view } = tx.organization
  const missing = missingUnits(unknownUnitNames(faults), view)
  const titles = new Map(missing.map(({ name, title }) => [name, title]))
  return missing.map(({ name, title, below = '', parent = '', near = null }) => ({
    name,
    title,
    above: titles.get(below) ?? view.units.get(parent)?.title ?? '',
    near,
  }))
}

/** Every fault, for the file. */
export const transferFaults = defineQuery({
  name: 'transfer.faults',
  input: IdPath,
  authorise: demandKeeper,
  run: async (
    tx,
    { id },
  ): Promise<{ readonly on: string; readonly faults: readonly TransferFault[] }> => {
    const row = await transferRow(tx, id)
    return { on: row.on, faults: (await movesAndFaults(tx, row)).faults }
  },
})

async function movesAndFaults(
  tx: Transaction,
  row: TransferRecord,
): Promise<{ readonly moves: readonly Move[]; readonly faults: readonly TransferFault[] }> {
  if (row.moves !== null) return { moves: row.moves, faults: [] }
  return row.status === 'withdrawn' ? { moves: [], faults: [] } : previewOf(tx, row)
}

function toFaultRow(fault: TransferFault, language: Language): FaultRow {
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

/** The persons of a transfer, before and after, page by page. */
export const moves = defineQuery({
  name: 'transfer.moves',
  input: Type.Object({ ...IdPath.properties, ...MovesQuery.properties }),
  authorise: demandKeeper,
  run: async (tx, input): Promise<MovesPage> => {
    const { moves: all } = await movesAndFaults(tx, await transferRow(tx, input.id))
    const needle = searchKey(input.q ?? '').replaceAll(/\s/g, '')
    const matches = all.filter(
      (move) =>
        (input.kind === undefined || move.kind === input.kind) &&
        (needle === '' || searchTextOf(tx, move).includes(needle)),
    )
    const from = input.cursor === undefined ? 0 : Number(positions.read(input.cursor, '/cursor')[0])
    const to = from + (input.limit ?? 50)
    return {
      items: matches.slice(from, to).map((move) => toMoveRow(tx, move)),
      total: matches.length,
      ...(to < matches.length ? { next: positions.write([String(to)]) } : {}),
    }
  },
})

function searchTextOf(tx: Transaction, { before, after }: Move): string {
  return searchKey(
    [before, after]
      .flatMap((side) =>
        side
          ? [
              side.name,
              side.kana,
              side.number ?? '',
              tx.organization.view.units.get(side.unit)?.title ?? '',
            ]
          : [],
      )
      .join('|'),
  ).replaceAll(/\s/g, '')
}

function toMoveRow(tx: Transaction, move: Move): MoveRow {
  const { view } = tx.organization
  const side = (position: StaffRecord | undefined) =>
    position === undefined
      ? null
      : {
          unit: view.units.get(position.unit)?.title ?? '',
          posts: position.posts.map((post) => view.posts.get(post)?.title ?? ''),
          employment: position.employment,
          name: position.name,
        }
  const latest = move.after ?? move.before
  return {
    key: move.person ?? `row-${move.row ?? 0}`,
    kind: move.kind,
    row: move.row ?? null,
    person: move.person ?? null,
    name: latest?.name ?? '',
    number: latest?.number ?? null,
    before: side(move.before),
    after: move.kind === 'left' ? null : side(move.after),
    changes: [...move.changes],
  }
}
