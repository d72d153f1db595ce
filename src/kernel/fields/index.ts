export { parseCell } from './cells.ts'
export type { CellLookups, ParsedCell } from './cells.ts'
export { checkFields, fieldState, findingsOf, groundsOfFaults, visibleFields } from './check.ts'
export type { FieldFault } from './check.ts'
export { cleanValue } from './clean.ts'
export { isEmpty } from './empty.ts'

export { diffValues, sameValue } from './diff.ts'

export { fieldToJson } from './json.ts'
export type { FieldJson } from './json.ts'

export { fillTemplate, formatValue } from './format.ts'
export type { FormatLookups } from './format.ts'
export {
  bigramQuery,
  bigrams,
  plainKey,
  searchKey,
  searchKeyEdition,
  searchText,
} from './search.ts'
export type { Field, FieldType, FieldValues } from './types.ts'
export { understandCell } from './handwritten.ts'
