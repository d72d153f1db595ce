import { dayOf, formatEra, timeOf } from '#kernel/calendar/index.ts'
import { formatValue } from '#kernel/fields/index.ts'
import type { FormatLookups } from '#kernel/fields/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { registerRowLimit } from '#platform/documents/print/index.ts'
import type { RegisterSheet } from '#platform/documents/print/index.ts'
import type { TableRecord } from '#platform/documents/tables/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { EntryPath } from '../contract/common.ts'
import type { EntryRecord } from './entryRecord.ts'
import { lookupsFor } from './exports.ts'
import { versionsOf } from './history.ts'
import { readableEntry } from './readableEntry.ts'

/** The columns of a history outside the program. */
const historyColumns = [
  ['version', '版'],
  ['at', '日時'],
  ['by', '書いた人'],
  ['field', '項目'],
  ['before', '前'],
  ['after', '後'],
  ['reason', '理由'],
] as const
type HistoryRow = Readonly<Record<(typeof historyColumns)[number][0], string>>

/** The history of an entry as a table: a row for each value that changed, oldest first. */
export const historyTable = defineQuery({
  name: 'entry.history-export',
  input: EntryPath,
  authorise: readableEntry,
  run: async (tx, { id }, { register, row }) => ({
    ...headOf(tx, row),
    columns: historyColumns.map(([key, header]) => ({ key, header })),
    records: (await historyRows(tx, register, id, 'iso')).map((each): TableRecord => ({ ...each })),
  }),
})

/** The history of an entry as a sheet to print. */
export const historySheet = defineQuery({
  name: 'entry.history-print',
  input: EntryPath,
  authorise: readableEntry,
  run: async (tx, { id }, { register, row }): Promise<RegisterSheet> => {
    const rows = await historyRows(tx, register, id, 'era')
    if (rows.length > registerRowLimit)
      refuse('print-too-long', { rows: rows.length, limit: registerRowLimit })
    return {
      organization: tx.organization.title,
      title: headOf(tx, row).title,
      date: tx.today,
      columns: historyColumns.map(([, header]) => ({ header })),
      rows: rows.map((each) => historyColumns.map(([key]) => each[key])),
    }
  },
})

function headOf(tx: Transaction, { number, name }: EntryRecord) {
  return { title: `${number}「${name}」の履歴`, number, today: tx.today }
}

async function historyRows(
  tx: Transaction,
  register: Register,
  entry: string,
  dates: 'iso' | 'era',
): Promise<HistoryRow[]> {
  const versions = (await versionsOf(tx, register, entry)).toReversed()
  const { dates: _, ...names } = await lookupsFor(
    tx,
    register,
    versions.flatMap(({ changes }) =>
      (['from', 'to'] as const).map((side) =>
        Object.fromEntries(changes.map((change) => [change.field, change[side]])),
      ),
    ),
    'name',
  )
  const lookups: FormatLookups = dates === 'iso' ? { ...names, dates } : names
  return versions.flatMap((version, i) => {
    const day = dayOf(version.at)
    const head = {
      version: String(version.version),
      at: `${dates === 'iso' ? day : formatEra(day)} ${timeOf(version.at)}`,
      by: version.by ?? '（プログラム）',
      reason: version.reason ?? '',
    }
    const before = versions[i - 1]?.state ?? ''
    const changed = [
      ...version.changes.map(({ field, title, from, to }) => ({
        field: title,
        before: textOf(register, field, from, lookups),
        after: textOf(register, field, to, lookups),
      })),
      ...(version.unit === null
        ? []
        : [{ field: '所属', before: version.unit.from, after: version.unit.to }]),
      ...(before === version.state ? [] : [{ field: '状態', before, after: version.state }]),
    ]
    return (changed.length > 0 ? changed : [{ field: '', before: '', after: '' }]).map(
      (change) => ({
        ...head,
        ...change,
      }),
    )
  })
}

/** A value as text; of a field that the register has no more, as it is stored. */
function textOf(register: Register, id: string, value: unknown, lookups: FormatLookups): string {
  if (value === null || value === undefined) return ''
  const field = register.fields.find((candidate) => candidate.id === id)
  if (field !== undefined) return formatValue(field, value, lookups)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
