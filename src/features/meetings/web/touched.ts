import { keyOf } from '#ui/api.ts'

/** What a planned or changed meeting may affect. */
export const touchedByPlans = [
  keyOf('/api/bodies'),
  keyOf('/api/meetings/:id'),
  keyOf('/api/tasks'),
]

/**
 * What a recorded meeting may affect: besides the meeting everything that the cases it decided may
 * have changed.
 */
export const touchedByRecords = [
  ...touchedByPlans,
  keyOf('/api/cases'),
  keyOf('/api/registers'),
  keyOf('/api/policy'),
  keyOf('/api/handling/ask'),
  keyOf('/api/persons'),
  keyOf('/api/posts'),
  keyOf('/api/roles'),
  keyOf('/api/contacts'),
  keyOf('/api/accounts'),
  keyOf('/api/session'),
]
