import type { Column } from './types.ts'

/** How close the rows stand. */
export type Density = 'roomy' | 'dense'

/** Heights of the rows of the grid, in pixels. */
export const rowHeights: Readonly<Record<Density, number>> = { roomy: 48, dense: 36 }

const checkboxWidth = 48
/** No column is narrower, in pixels. */
export const narrowest = 56
/** The first column, the name of a row, may be so many times as wide as the widest other. */
const nameShare = 2

/** What the layout knows of a column. */
interface Measured {
  /** The width that its words need, in pixels. */
  readonly natural: number
  /** Never narrower than its words. */
  readonly whole: boolean
  /** The width that the person gave it. */
  readonly given?: number | undefined
}

/**
 * Widths of columns, in pixels, so that they fill the room. Where the words do not fit, the widest
 * columns give way first: those that a person set and those whose words must not be cut do not.
 */
export function fitColumns(columns: readonly Measured[], room: number): readonly number[] {
  const fixed = (column: Measured): number | undefined =>
    column.given ?? (column.whole ? column.natural : undefined)
  const flexible = columns.flatMap((column, at) =>
    fixed(column) === undefined
      ? [{ at, natural: column.natural, share: at === 0 ? nameShare : 1 }]
      : [],
  )
  const left = columns.reduce((rest, column) => rest - (fixed(column) ?? 0), room)
  const wanted = flexible.reduce((sum, { natural }) => sum + natural, 0)
  const shares = flexible.reduce((sum, { share }) => sum + share, 0)
  const widths = new Map<number, number>()
  if (wanted <= left)
    for (const { at, natural, share } of flexible)
      widths.set(at, natural + ((left - wanted) * share) / shares)
  else {
    const cap = capFor(flexible, left)
    for (const { at, natural, share } of flexible)
      widths.set(at, Math.max(narrowest, Math.min(natural, cap * share)))
  }
  return columns.map((column, at) => Math.floor(fixed(column) ?? widths.get(at) ?? column.natural))
}

/** The cap under which the columns together fill the room. */
function capFor(
  columns: readonly { readonly natural: number; readonly share: number }[],
  room: number,
): number {
  let rest = room
  let shares = columns.reduce((sum, { share }) => sum + share, 0)
  const byNeed = columns.toSorted((a, b) => a.natural / a.share - b.natural / b.share)
  for (const { natural, share } of byNeed) {
    if (natural > (rest / shares) * share) break
    rest -= natural
    shares -= share
  }
  return shares > 0 ? rest / shares : Number.POSITIVE_INFINITY
}

/** The value of `grid-template-columns` for widths; with checkboxes, their column is the first. */
export function gridTemplate(widths: readonly number[], hasCheckboxes: boolean): string {
  return [
    ...(hasCheckboxes ? [`${checkboxWidth}px`] : []),
    ...widths.map((width, at) => (at === 0 ? `minmax(${width}px, 1fr)` : `${width}px`)),
  ].join(' ')
}

/** The room for the columns in a grid of a width. */
export const roomIn = (width: number, hasCheckboxes: boolean): number =>
  width - (hasCheckboxes ? checkboxWidth : 0)

/** What a title needs in two lines. */
const headNeed = (title: string): number => Math.min(160, Math.ceil(title.length / 2) * 14 + 28)

/** What is known of columns before their words are measured. */
export const measuredOf = <Row>(
  columns: readonly Column<Row>[],
  naturals: ReadonlyMap<string, number>,
  given: Readonly<Record<string, number>>,
): readonly Measured[] =>
  columns.map((column) => ({
    natural: Math.max(naturals.get(column.id) ?? column.width ?? 160, headNeed(column.title)),
    whole: column.whole === true,
    given: given[column.id],
  }))
