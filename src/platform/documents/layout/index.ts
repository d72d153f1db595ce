/**
 * An organisation's own workbook as the layout of a form: checked, its places found, filled, drawn.
 */
export { layoutLimits, openLayout } from './book.ts'
export { openUploadedLayout } from './uploaded.ts'
export type { LayoutBook } from './book.ts'
export { fillLayout } from './fill.ts'
export type { LayoutValues } from './fill.ts'
export { findPlaces } from './find.ts'
export type { PlaceOccurrence, ResolvePlace, PlaceMeaning, PlaceFault } from './find.ts'
export { drawPictures } from './picture.ts'

export { normalisePlaceName } from './places.ts'
export type { Value } from './write.ts'
export type { FillTable } from './table.ts'
