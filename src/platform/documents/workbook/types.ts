/** A border of a cell. Colours are RRGGBB. */
interface BorderLine {
  readonly style: 'thin' | 'medium'
  readonly color: string
}

/** Style of a cell. What is left out is Excel's default. */
export interface CellStyle {
  readonly font: {
    readonly name: string
    /** Points. */
    readonly size: number
    readonly bold?: boolean
    readonly color?: string
  }
  /** In Excel's notation; `@` is text. */
  readonly numberFormat?: string
  readonly fill?: string
  readonly border?: Partial<Readonly<Record<'left' | 'right' | 'top' | 'bottom', BorderLine>>>
  readonly alignment?: {
    readonly horizontal?: 'left' | 'center' | 'right'
    readonly vertical?: 'top' | 'center' | 'bottom'
    readonly wrap?: boolean
  }
}

/**
 * Value of a cell. A text stays a text whatever it begins with: there is no way to write a formula.
 * A date is a moment in UTC.
 */
export type CellContent = string | number | Date

/** A cell; `value` is left out where only its style is written. */
export interface WorkbookCell {
  readonly value?: CellContent
  readonly style?: CellStyle
}

/** One row, its cells from column A on; null leaves a cell out. */
export interface WorkbookRow {
  readonly cells: readonly (WorkbookCell | null)[]
  /** Points. */
  readonly height?: number
}

/** Cells with a list of choices. */
export interface ListValidation {
  /** `C2:C100`. */
  readonly range: string
  /** The range of the choices: `'選択肢'!$A$2:$A$4`. */
  readonly source: string
  readonly title: string
  readonly message: string
}

/** Print settings of a sheet, on A4 and as wide as the page. */
export interface PrintSetup {
  readonly orientation: 'portrait' | 'landscape'
  /** Rows repeated on every page, counted from the first. */
  readonly titleRows?: number
  readonly centered?: boolean
  /** Inches. */
  readonly margins?: Readonly<
    Record<'left' | 'right' | 'top' | 'bottom' | 'header' | 'footer', number>
  >
  /** In Excel's notation (`&P` is the page). */
  readonly header?: string
  readonly footer?: string
}

/** The parts of a sheet after its rows, known when the last row was written. */
interface SheetEnd {
  /** The range with filter buttons. */
  readonly filter?: string
  readonly merges?: readonly string[]
  readonly lists?: readonly ListValidation[]
}

/** A sheet to write; its rows are taken one by one. */
export interface WorkbookSheet {
  readonly name: string
  readonly hidden?: boolean
  readonly columns: readonly { readonly width: number; readonly style?: CellStyle }[]
  readonly rows: AsyncIterable<WorkbookRow> | Iterable<WorkbookRow>
  /** Height of rows that have none of their own, points. */
  readonly rowHeight?: number
  /** Number of top rows that stay in view when scrolling. */
  readonly frozenRows?: number
  readonly hideGridLines?: boolean
  readonly print?: PrintSetup
  end?(rowCount: number): SheetEnd
}

/** A workbook to write. */
export interface WorkbookPlan {
  readonly title?: string
  readonly sheets: readonly WorkbookSheet[]
}
