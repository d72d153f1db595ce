import type { Field } from '#kernel/fields/types.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { TableColumn } from '#platform/documents/tables/index.ts'
import { statesOf } from '#kernel/packs/states.ts'
import type { Classification } from '#kernel/packs/classification.ts'

/** A column of a register in a spreadsheet: written by an export, read by an import. */
export type SheetColumn = {
  readonly header: string
  /** Other headings under which it is read. */
  readonly synonyms?: readonly string[]
} & (
  | { readonly kind: 'number' | 'unit' | 'state' | 'version' }
  | { readonly kind: 'field'; readonly field: Field }
  /** One axis of the class in its own column, as many existing registers have it; only read. */
  | { readonly kind: 'axis'; readonly axis: string; readonly field: Field }
)

/** Heading of the column that says which version of an entry was exported. */
const versionHeader = '更新番号'

/** The columns that a template has. File fields are left out: a spreadsheet cannot hold them. */
function sheetColumns(register: Register): SheetColumn[] {
  const headerOf = (title: string): string =>
    register.fields.some((field) => field.title === title) ? `台帳の${title}` : title
  return [
    { header: headerOf('登録番号'), kind: 'number' },
    ...(register.belongsTo === 'unit' ? [{ header: headerOf('所属'), kind: 'unit' as const }] : []),
    ...register.fields
      .filter((field) => field.type !== 'files')
      .map((field): SheetColumn => ({
        header: field.title,
        kind: 'field',
        field,
        ...(field.synonyms ? { synonyms: field.synonyms } : {}),
      })),
    ...(statesOf(register).length > 1
      ? [{ header: headerOf('状態'), kind: 'state' as const }]
      : []),
  ]
}

/** The columns that an export writes: by the last one an import sees what changed since. */
export function exportColumns(register: Register): SheetColumn[] {
  const columns = sheetColumns(register)
  return columns.some(({ header }) => header === versionHeader)
    ? columns
    : [...columns, { header: versionHeader, kind: 'version' }]
}

/** The columns that an import reads: those of the export, and the axes of the class one by one. */
export function readableColumns(
  register: Register,
  classification: Classification | undefined,
): SheetColumn[] {
  const columns = exportColumns(register)
  const classed = register.fields.find((field) => field.id === register.classField)
  const axes =
    classed === undefined
      ? []
      : (classification?.axes ?? []).map((axis): SheetColumn => ({
          header: axis.title,
          kind: 'axis',
          axis: axis.id,
          field: classed,
          ...(axis.synonyms ? { synonyms: axis.synonyms } : {}),
        }))
  return [
    ...columns,
    ...axes.filter((axis) => !columns.some((column) => column.header === axis.header)),
  ]
}

/** Columns for the table writers; Excel offers choices as a list. */
export function tableColumns(
  register: Register,
  columns: readonly SheetColumn[] = sheetColumns(register),
): TableColumn[] {
  return columns.map((column) => {
    const base = { key: column.header, header: column.header }
    if (column.kind === 'version') return { ...base, type: 'number' as const }
    if (column.kind === 'state') return { ...base, choices: [...statesOf(register)] }
    if (column.kind !== 'field') return base
    const { field } = column
    if (field.type === 'choice')
      return { ...base, choices: (field.options ?? []).map((option) => option.title) }
    if (field.type === 'yes-no') return { ...base, choices: ['はい', 'いいえ'] }
    if (field.type === 'date') return { ...base, type: 'date' as const }
    return field.type === 'number' && !field.unit ? { ...base, type: 'number' as const } : base
  })
}
