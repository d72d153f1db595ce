import { parseCell, sameValue, understandCell } from '#kernel/fields/index.ts'
import type { CellLookups, Field, ParsedCell } from '#kernel/fields/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { actorUnit } from '#platform/access/party.ts'
import { isDitto } from '#platform/documents/tables/index.ts'
import type { TableRow } from '#platform/documents/tables/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type {
  ImportChoice,
  ImportFault,
  ImportUnclear,
  ImportUnderstood,
} from '../../contract/imports.ts'
import type { NameResolver } from '../nameResolver.ts'
import { readableColumns } from '../sheet.ts'
import type { SheetColumn } from '../sheet.ts'
import type { KnownEntry, NamedEntry } from './knownEntries.ts'
import { levelOf, stateOf, unitOf } from './rowCells.ts'

/** A column of the register, with where its text comes from: a column of the file, or one text. */
export interface MappedColumn {
  readonly column: SheetColumn
  readonly source?: string
  readonly fixed?: string
  /** What a person said that a text of the file means. */
  readonly values: Readonly<Record<string, string>>
  /** The name in sentences: the heading in the file. */
  readonly header: string
}

/** How a file is read, as far as its rows go. */
export type Mapping = Pick<ImportChoice, 'columns' | 'fixed' | 'values' | 'addAlike'>

/** The columns of the register that a file has, or that have one text for all rows. */
export function mappedColumns(
  tx: Pick<Transaction, 'organization'>,
  register: Register,
  mapping: Mapping,
): readonly MappedColumn[] {
  const sources = new Map(
    Object.entries(mapping.columns).map(([header, target]) => [target, header]),
  )
  return readableColumns(register, tx.organization.pack.classification).flatMap(
    (column): MappedColumn[] => {
      const [source, fixed] = [sources.get(column.header), mapping.fixed[column.header]]
      const values = mapping.values[column.header] ?? {}
      if (source !== undefined) return [{ column, source, values, header: source }]
      return fixed ? [{ column, fixed, values, header: column.header }] : []
    },
  )
}

/** What the cells of a row say; of a row that names an entry, what they say otherwise than it. */
export interface ReadRow {
  /** Null where a value is taken away. */
  readonly fields: Record<string, unknown>
  /** The unit of the row; where it names an entry, only one that is another. */
  readonly unit: string | null | undefined
  readonly unitHeader: string
  readonly state: string | undefined
  readonly stateHeader: string
  /** Heading by field. */
  readonly headers: ReadonlyMap<string, string>
  readonly faults: ImportFault[]
  readonly understood: Omit<ImportUnderstood, 'rows'>[]
  readonly unclear: Omit<ImportUnclear, 'rows'>[]
}

interface Reading {
  readonly naming: NameResolver
  readonly lookups: CellLookups
}

/** Reads the cells of one row. */
export function readRow(
  tx: Transaction,
  register: Register,
  columns: readonly MappedColumn[],
  row: TableRow,
  { naming, lookups }: Reading,
  known: KnownEntry | undefined,
): ReadRow {
  const faults: ImportFault[] = []
  const understood: ReadRow['understood'] = []
  const unclear: ReadRow['unclear'] = []
  const fields: Record<string, unknown> = {}
  const headers = new Map<string, string>()
  const axes: Record<string, number> = {}
  const exported = known?.exported
  let unit: string | null | undefined =
    known !== undefined ? undefined : register.belongsTo === 'unit' ? (actorUnit(tx) ?? null) : null
  let state: string | undefined
  let [unitHeader, stateHeader] = ['所属', '状態']
  for (const mapped of columns) {
    const { column, header } = mapped
    const value = textOf(mapped, row)
    const fault = (detail: string, suggestion?: string): void => {
      const raw = rawText(mapped, row)
      faults.push({ column: header, value: raw, detail })
      if (raw.length > longestUnclear) return
      unclear.push({
        column: header,
        target: column.header,
        value: raw,
        detail,
        ...(suggestion === undefined ? {} : { suggestion }),
      })
    }
    const understand = (
      field: Pick<Field, 'title' | 'type'>,
      read: (text: string) => ParsedCell,
    ): ParsedCell => {
      const found = understandCell(field, value, read)
      if (!found.ok) fault(found.detail, found.suggestion)
      else if (found.as !== undefined) understood.push({ column: header, value, as: found.as })
      return found
    }
    if (column.kind === 'field' || column.kind === 'axis')
      headers.set(column.field.id, headers.get(column.field.id) ?? header)
    if (column.kind === 'unit') unitHeader = header
    if (column.kind === 'state') stateHeader = header
    if (column.kind === 'number' || column.kind === 'version') continue
    // One text for all rows is for those that are added.
    if (known !== undefined && (mapped.source === undefined || known.says(column.header, value)))
      continue
    if (value === '') {
      if (known !== undefined && column.kind === 'field') fields[column.field.id] = null
    } else if (isDitto(value))
      fault(`「${value}」の上の行に値がないので、何を指すか分かりません。値を書いてください。`)
    else if (column.kind === 'field') {
      // What a person said that a text means is taken as it is written.
      const read = (text: string): ParsedCell => parseCell(column.field, text, lookups)
      const parsed = isSaid(mapped, row) ? said(read(value), fault) : understand(column.field, read)
      if (!parsed.ok) continue
      if (known === undefined) fields[column.field.id] = parsed.value
      else if (!sameValue(exported?.fields[column.field.id], parsed.value))
        fields[column.field.id] = parsed.value ?? null
    } else if (column.kind === 'axis') {
      const level = understand({ title: column.header, type: 'class' }, (text) =>
        levelOf(tx, column.axis, text),
      )
      if (level.ok && level.value !== undefined) axes[column.axis] = level.value as number
    } else if (column.kind === 'unit') {
      const found = understand({ title: column.header, type: 'unit' }, (text) =>
        unitOf(naming, text),
      )
      if (found.ok && found.value !== undefined && found.value !== exported?.unit_id)
        unit = found.value as string
    } else {
      const found = understand({ title: column.header, type: 'choice' }, (text) =>
        stateOf(register, text),
      )
      if (found.ok && found.value !== undefined && found.value !== exported?.state)
        state = found.value as string
    }
  }
  for (const { column, value } of row.extra ?? [])
    faults.push({
      column: `${column}列`,
      value,
      detail: '見出しのない列に値があります。見出しを付けるか、セルを空にしてください。',
    })
  if (register.classField && Object.keys(axes).length > 0) {
    const before = exported?.fields[register.classField]
    const level = {
      ...(before as object | undefined),
      ...(fields[register.classField] as object | undefined),
      ...axes,
    }
    if (!sameValue(before, level)) fields[register.classField] = level
  }
  return { fields, unit, unitHeader, state, stateHeader, headers, faults, understood, unclear }
}

/** The number of the row's entry and the version that was exported, or what is wrong with them. */
export function nameOfRow(
  columns: readonly MappedColumn[],
  row: TableRow,
): {
  readonly named?: NamedEntry
  readonly faults: readonly ImportFault[]
  readonly numberHeader: string
} {
  const [number, version] = (['number', 'version'] as const).map((kind) =>
    columns.find(({ column }) => column.kind === kind),
  )
  const text = number === undefined ? '' : plainText(number, row)
  const numberHeader = number?.header ?? ''
  if (text === '') return { faults: [], numberHeader }
  const stamp = version === undefined ? '' : plainText(version, row)
  const faults =
    stamp === '' || /^\d{1,9}$/.test(stamp)
      ? []
      : [
          {
            column: version?.header ?? '',
            value: stamp,
            detail: `「${stamp}」は書き出したときの番号ではありません。この列は書き換えずに置いてください。`,
          },
        ]
  return {
    named: { number: text, version: /^\d{1,9}$/.test(stamp) ? Number(stamp) : undefined },
    faults,
    numberHeader,
  }
}

function plainText(mapped: MappedColumn, row: TableRow): string {
  const found = understandCell(
    { title: mapped.column.header, type: 'text' },
    textOf(mapped, row),
    (text) => ({
      ok: true,
      value: text.normalize('NFKC'),
    }),
  )
  return found.ok && typeof found.value === 'string' ? found.value : ''
}

/** Longest text that a person is asked about. */
const longestUnclear = 200

/** The text of a cell, as a person said that it is meant. */
export function textOf(mapped: MappedColumn, row: TableRow): string {
  const text = rawText(mapped, row)
  return Object.hasOwn(mapped.values, text) ? (mapped.values[text] ?? '').trim() : text
}

function isSaid(mapped: MappedColumn, row: TableRow): boolean {
  return Object.hasOwn(mapped.values, rawText(mapped, row))
}

function rawText({ source, fixed }: MappedColumn, row: TableRow): string {
  return (source === undefined ? (fixed ?? '') : (row.cells[source] ?? '')).trim()
}

function said(parsed: ParsedCell, fault: (detail: string) => void): ParsedCell {
  if (!parsed.ok) fault(parsed.detail)
  return parsed
}
