import { keyOf } from '#ui/api.ts'

/** What an act of a case may have changed: the case and its tasks, lines of registers, exceptions and so verdicts and provisions, meetings
 * that wait for it, and by its effects posts, roles and accounts. */
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
  keyOf('/api/persons'),
  keyOf('/api/posts'),
  keyOf('/api/roles'),
  keyOf('/api/contacts'),
  keyOf('/api/accounts'),
  keyOf('/api/session'),
]
