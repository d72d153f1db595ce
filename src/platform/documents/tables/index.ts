export { openTable, readTable } from './read.ts'

export type { TableSource } from './source.ts'
export type { Table, TableColumn, TableRecord, TableRow } from './types.ts'
export { writeCsv } from './write-csv.ts'

export { writeXlsx } from './write-xlsx.ts'
export { fitCp932, sameAsWritten } from './cp932.ts'
export { headerKey } from './headerKey.ts'
export { isDitto } from './tidy.ts'
export { openUploadedTable, outlineUploadedTable } from './uploaded.ts'
export type { SheetOutline } from './outline.ts'
