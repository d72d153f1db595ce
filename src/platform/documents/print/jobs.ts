import type { PoolLimits } from '../../children/pool.ts'
import type { CellValue, TableColumn } from '../tables/types.ts'
import type { WriteXlsxOptions } from '../tables/write-xlsx.ts'
import type { FontPlaces } from './fonts.ts'
import type { FormSheet, RegisterSheet, ReportSheet } from './sheets.ts'

/** A paper to make in a process of its own. */
export type PaperJob =
  | {
      readonly kind: 'pdf'
      /** The folder of the templates. */
      readonly templates: string
      readonly fonts: FontPlaces
      readonly template: string
      /** The prepared sheet as JSON. */
      readonly data: string
      /** Whether it holds letters that the usual faces lack. */
      readonly isRare: boolean
    }
  | { readonly kind: 'form.docx'; readonly sheet: FormSheet }
  | { readonly kind: 'register.docx'; readonly sheet: RegisterSheet }
  | { readonly kind: 'report.docx'; readonly sheet: ReportSheet }
  | { readonly kind: 'form.xlsx'; readonly sheet: FormSheet; readonly options: FormXlsxOptions }
  | {
      readonly kind: 'table.xlsx'
      readonly columns: readonly TableColumn[]
      readonly options: WriteXlsxOptions
      /** The file to write; the rows come as `RowBatch`. */
      readonly path: string
    }

export interface FormXlsxOptions {
  /** A form that is still to be filled in. */
  readonly blank?: boolean
}

/** Rows of a table, each with its cells in the order of the columns. */
export type RowBatch = readonly (readonly CellValue[])[]

const seconds = 1000

/**
 * Papers: a register of 5,000 rows takes 4 s and up to 1.3 GB, a form 30 ms. Tables have processes
 * of their own, so that a long one holds up no form.
 */
export const paperLimits: PoolLimits = {
  children: 2,
  jobs: 300,
  grown: 240,
  waiting: 100,
  idle: 60 * seconds,
  milliseconds: 60 * seconds,
  megabytes: 512,
  resident: 2048,
}

export const tableLimits: PoolLimits = {
  children: 2,
  jobs: 100,
  grown: 160,
  waiting: 50,
  idle: 60 * seconds,
  milliseconds: 60 * seconds,
  megabytes: 256,
  resident: 512,
}
