import type { LayoutBook, LayoutSheet } from './book.ts'
import { hasLooseBrace, placesIn } from './places.ts'
import { attribute, elementsOf, tagsOf, unescapeXml } from './xml.ts'

/**
 * What a place stands for: one value, or a column of a table that continues in the rows below it.
 */
export type PlaceMeaning =
  | { readonly kind: 'value'; readonly key: string }
  | { readonly kind: 'column'; readonly table: string; readonly column: string }

/** The meaning of a name in a place; undefined where it is unknown. */
export type ResolvePlace = (place: string) => PlaceMeaning | undefined

/** A place of a layout, and its cell. */
export interface PlaceOccurrence {
  readonly sheet: string
  readonly cell: string
  readonly place: string
}

/**
 * Why a place cannot be filled: its name is unknown · it is in a formula · a brace has no partner ·
 * it is in a picture, or in the header or footer of the page · the columns of one table are in
 * several rows
 */
export interface PlaceFault extends PlaceOccurrence {
  readonly why: 'unknown' | 'formula' | 'brace' | 'drawing' | 'page' | 'rows'
}

/** Finds every place of a layout and every fault: a layout with a fault is not used at all. */
export function findPlaces(
  book: LayoutBook,
  resolvePlace: ResolvePlace,
): { readonly places: readonly PlaceOccurrence[]; readonly faults: readonly PlaceFault[] } {
  const places: PlaceOccurrence[] = []
  const faults: PlaceFault[] = []
  for (const sheet of book.sheets) {
    const cellPlaces = placesInCells(sheet)
    places.push(...cellPlaces.places)
    faults.push(
      ...cellPlaces.faults,
      ...cellPlaces.places
        .filter(({ place }) => resolvePlace(place) === undefined)
        .map((item) => ({ ...item, why: 'unknown' as const })),
      ...findScatteredColumns(sheet.name, cellPlaces.places, resolvePlace),
    )
    const headerFooterText = unescapeXml(
      [...elementsOf(sheet.xml, 'headerFooter')].map((item) => item.inner).join(' '),
    )
    faults.push(
      ...placesIn(headerFooterText).map((place) => ({
        sheet: sheet.name,
        cell: '',
        place,
        why: 'page' as const,
      })),
    )
  }
  for (const drawing of book.drawings) {
    const text = unescapeXml(
      [...elementsOf(drawing, 'p')]
        .map((item) => [...elementsOf(item.inner, 't')].map((run) => run.inner).join(''))
        .join('\n'),
    )
    faults.push(
      ...placesIn(text).map((place) => ({ sheet: '', cell: '', place, why: 'drawing' as const })),
    )
  }
  return { places, faults }
}

function placesInCells(sheet: LayoutSheet): { places: PlaceOccurrence[]; faults: PlaceFault[] } {
  const places: PlaceOccurrence[] = []
  const faults: PlaceFault[] = []
  for (const cell of sheet.rows.flatMap((row) => row.cells)) {
    const text = cell.runs.map((run) => run.text).join('')
    const cellRef = { sheet: sheet.name, cell: cell.ref }
    const names = [
      ...new Set(
        placesIn(
          cell.formula ? unescapeXml([...elementsOf(cell.raw, 'f')][0]?.inner ?? '') + text : text,
        ),
      ),
    ]
    // Braces in a formula are array constants; only text that looks like a place counts.
    if (cell.formula)
      faults.push(
        ...names
          .filter((place) => /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(place))
          .map((place) => ({ ...cellRef, place, why: 'formula' as const })),
      )
    else if (hasLooseBrace(text))
      faults.push({ ...cellRef, place: text.slice(0, 40), why: 'brace' })
    else places.push(...names.map((place) => ({ ...cellRef, place })))
  }
  return { places, faults }
}

/**
 * The columns of a table must be in one row of a sheet, so that it is clear where the table
 * continues.
 */
function findScatteredColumns(
  sheet: string,
  places: readonly PlaceOccurrence[],
  resolvePlace: ResolvePlace,
): PlaceFault[] {
  const rows = new Map<string, string>()
  return places.flatMap((occurrence): PlaceFault[] => {
    const meaning = resolvePlace(occurrence.place)
    if (meaning?.kind !== 'column') return []
    const row = occurrence.cell.replace(/^[A-Z]+/, '')
    const first = rows.get(meaning.table) ?? row
    rows.set(meaning.table, first)
    return first === row ? [] : [{ ...occurrence, sheet, why: 'rows' }]
  })
}

/** Whether a workbook has formulas. */
export const hasFormulas = (book: LayoutBook): boolean =>
  book.sheets.some((sheet) => sheet.rows.some((row) => row.cells.some((cell) => cell.formula)))

/** First and last column and the width of a `col` element. */
export function columnWidthsOf(sheet: LayoutSheet): readonly {
  readonly from: number
  readonly to: number
  readonly width: number
  readonly hidden: boolean
}[] {
  return [...tagsOf(sheet.xml)]
    .filter((tag) => tag.name === 'col' && tag.kind !== 'close')
    .map((tag) => ({
      from: Number(attribute(tag, 'min')),
      to: Number(attribute(tag, 'max')),
      width: Number(attribute(tag, 'width') ?? 9),
      hidden: attribute(tag, 'hidden') === '1',
    }))
}
