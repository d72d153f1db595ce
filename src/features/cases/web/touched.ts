import { keyOf } from '#ui/api.ts'

/**
 * Query keys of everything that an act of a case may change: the case and its tasks, entries of
 * registers, exceptions (and so verdicts and provisions), meetings that wait for the case, and by
 * its effects posts, roles and accounts.
 */
export const touchedByCases = [
  keyOf('/api/cases'),
  keyOf('/api/tasks'),
  keyOf('/api/signatures/:id'),
  keyOf('/api/registers'),
  keyOf('/api/policy'),
  keyOf('/api/handling/ask'),
  keyOf('/api/bodies'),
  keyOf('/api/meetings/:id'),
  keyOf('/api/transfers'),
  keyOf('/api/campaigns'),
  keyOf('/api/occurrences'),
  keyOf('/api/persons'),
  keyOf('/api/posts'),
  keyOf('/api/roles'),
  keyOf('/api/contacts'),
  keyOf('/api/accounts'),
  keyOf('/api/session'),
]
