import { keyOf } from '#ui/api.ts'
import { pickKeys } from '#ui/form/inputs/pickKeys.ts'

/**
 * What a change of entries may affect: entries, lists and counts of all registers, cases about
 * them, verdicts, and the records behind provisions.
 */
export const touchedByLines = [
  keyOf('/api/registers'),
  keyOf('/api/cases'),
  keyOf('/api/tasks'),
  keyOf('/api/policy'),
  keyOf('/api/handling/ask'),
  keyOf('/api/campaigns'),
  keyOf('/api/transfers'),
  keyOf('/api/roles'),
  ...pickKeys,
]
