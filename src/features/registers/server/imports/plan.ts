import { parseCell } from '#kernel/fields/index.ts'
import type { CellLookups, Field } from '#kernel/fields/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { headerKey } from '#platform/documents/tables/index.ts'
import type { SheetOutline } from '#platform/documents/tables/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type {
  ImportChoice,
  ImportColumn,
  ImportSheet,
  ImportTarget,
} from '../../contract/imports.ts'
import { nameResolverFor } from '../nameResolver.ts'
import { readableColumns, tableColumns } from '../sheet.ts'
import type { SheetColumn } from '../sheet.ts'
import { proposeColumns } from './propose.ts'
import type { FileColumn, Target } from './propose.ts'
import { levelOf, stateOf, unitOf } from './rowCells.ts'

/** How a file would be read, and whether a person must say so first. */
export interface ImportPlan {
  readonly choice: ImportChoice
  readonly sheets: readonly ImportSheet[]
  readonly columns: readonly ImportColumn[]
  readonly targets: readonly ImportTarget[]
  readonly asks: boolean
}

/** What was said about the columns of earlier files. */
export type KeptChoice = Pick<ImportChoice, 'columns' | 'fixed' | 'values'>

const shownSamples = 5

/**
 * Plans how a file is read. It is asked where there are several sheets, and where a column is
 * proposed by more than its name and nobody has said so before.
 */
export async function planImport(
  tx: Transaction,
  register: Register,
  outlines: readonly SheetOutline[],
  kept: KeptChoice,
): Promise<ImportPlan> {
  const columns = readableColumns(register, tx.organization.pack.classification)
  const targets = await targetsOf(tx, register, columns)
  const visible = outlines.filter(({ hidden }) => hidden !== true)
  const chosen = chosenSheets(visible, targets)
  const proposed = proposeColumns(columnsOf(chosen), targets, kept.columns)
  const taken = new Set(proposed.map(({ target }) => target))
  const needed = neededOf(columns)
  const fixed = Object.fromEntries(
    Object.entries(kept.fixed).filter(([target]) => !taken.has(target)),
  )
  const isOpen = proposed.some(({ by }) => by === 'none')
  const lacks = needed.some(
    (title) => !isGiven(title, columns, taken) && fixed[title] === undefined,
  )
  const samples = new Map(columnsOf(chosen).map((column) => [column.header, column.samples]))
  return {
    choice: {
      sheets: chosen.flatMap(({ name }) => name ?? []),
      columns: Object.fromEntries(proposed.map(({ header, target }) => [header, target])),
      fixed,
      values: kept.values,
    },
    sheets:
      outlines.length < 2
        ? []
        : outlines.map((outline) => ({
            name: outline.name ?? '',
            lines: outline.lines,
            chosen: chosen.includes(outline),
            ...(outline.hidden ? { hidden: true } : {}),
          })),
    columns: proposed.map((column) => ({
      ...column,
      samples: [...new Set(samples.get(column.header))].slice(0, shownSamples),
    })),
    targets: shownTargets(register, columns, needed),
    asks:
      visible.filter(({ lines }) => lines > 0).length > 1 ||
      proposed.every(({ target }) => target === '') ||
      proposed.some(({ by }) => ['sense', 'likeness', 'contents'].includes(by)) ||
      (lacks && isOpen),
  }
}

/** The sheets with the same headings as the one that fits the register best. */
function chosenSheets(
  outlines: readonly SheetOutline[],
  targets: readonly Target[],
): readonly SheetOutline[] {
  const titles = new Set(targets.map(({ header }) => headerKey(header)))
  const hits = (outline: SheetOutline): number =>
    outline.columns.filter(({ header }) => titles.has(headerKey(header))).length
  const filled = outlines.filter(({ lines }) => lines > 0)
  const best = filled.toSorted((a, b) => hits(b) - hits(a))[0] ?? outlines[0]
  if (best === undefined) return []
  const same = keysOf(best)
  return outlines.filter(
    (outline) => outline === best || (outline.lines > 0 && keysOf(outline) === same),
  )
}

function keysOf({ columns }: SheetOutline): string {
  return columns.map(({ header }) => headerKey(header)).join('\n')
}

function columnsOf(outlines: readonly SheetOutline[]): readonly FileColumn[] {
  const columns = new Map<string, string[]>()
  const all = outlines.flatMap((outline) => outline.columns)
  for (const { header, samples } of all)
    columns.set(header, [...(columns.get(header) ?? []), ...samples])
  return [...columns].map(([header, samples]) => ({
    header,
    samples,
    hidden: all.some((column) => column.header === header && column.hidden === true),
  }))
}

/** The columns of the register, those that are told by values with what reads them. */
async function targetsOf(
  tx: Transaction,
  register: Register,
  columns: readonly SheetColumn[],
): Promise<readonly Target[]> {
  const naming = await nameResolverFor(tx)
  const { classification } = tx.organization.pack
  const lookups: CellLookups = {
    ...(classification ? { classification } : {}),
    persons: (text) => naming.persons(text),
    units: (text) => naming.units(text),
    entries: () => [],
  }
  const notFigures = (text: string): boolean => !/^\d+$/.test(text)
  return columns.map((column): Target => {
    const { synonyms = [] } = column
    const header = column.header
    switch (column.kind) {
      case 'unit':
        return { header, synonyms, reads: (text) => unitOf(naming, text).ok }
      case 'state':
        return { header, synonyms, reads: (text) => stateOf(register, text).ok }
      case 'axis':
        return {
          header,
          synonyms,
          reads: (text) => notFigures(text) && levelOf(tx, column.axis, text).ok,
          part: {
            of: column.field.title,
            stem: header.replace(/性$/u, ''),
            reads: (text) => levelOf(tx, column.axis, text).ok,
          },
        }
      case 'field': {
        const { field } = column
        return toldByValues.has(field.type)
          ? {
              header,
              synonyms,
              reads: (text) => notFigures(text) && parseCell(field, text, lookups).ok,
            }
          : { header, synonyms }
      }
      case 'number':
      case 'version':
        return { header, synonyms, names: true }
    }
  })
}

/** Types whose values tell the column. */
const toldByValues: ReadonlySet<Field['type']> = new Set([
  'class',
  'choice',
  'choices',
  'date',
  'person',
  'persons',
  'unit',
  'units',
  'email',
  'retention',
])

/** Columns without which no line can be written, whatever else stands in it. */
function neededOf(columns: readonly SheetColumn[]): readonly string[] {
  return columns
    .filter(
      (column) =>
        column.kind === 'field' &&
        column.field.required === true &&
        column.field.when === undefined,
    )
    .map(({ header }) => header)
}

/** The columns of the register as a person sees them who says what the columns of the file are. */
function shownTargets(
  register: Register,
  columns: readonly SheetColumn[],
  needed: readonly string[],
): readonly ImportTarget[] {
  const choices = new Map(tableColumns(register, columns).map((one) => [one.key, one.choices]))
  return columns.map((column) => {
    const offered = choices.get(column.header)
    return {
      header: column.header,
      needed: needed.includes(column.header),
      ...(column.kind === 'axis' ? { partOf: column.field.title } : {}),
      ...(offered === undefined ? {} : { choices: [...offered] }),
    }
  })
}

/** Whether a needed column is there: the class also by its axes. */
function isGiven(
  title: string,
  columns: readonly SheetColumn[],
  taken: ReadonlySet<string>,
): boolean {
  if (taken.has(title)) return true
  const field = columns.find((column) => column.kind === 'field' && column.header === title)
  return columns.some(
    (column) =>
      column.kind === 'axis' &&
      field?.kind === 'field' &&
      column.field.id === field.field.id &&
      taken.has(column.header),
  )
}

/** The headings of the file without which nothing is a line. */
export function neededHeaders(
  columns: readonly SheetColumn[],
  choice: Pick<ImportChoice, 'columns'>,
): readonly string[] {
  const needed = neededOf(columns)
  return Object.entries(choice.columns).flatMap(([header, target]) =>
    needed.includes(target) ? [header] : [],
  )
}

/** Some columns of the register, as an example of what is wanted. */
export function wantedOf(titles: readonly string[]): string {
  return titles
    .slice(2, 6)
    .map((title) => `「${title}」`)
    .join('')
}
