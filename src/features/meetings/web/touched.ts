import { keyOf } from '#ui/api.ts'

/** What a plan of a meeting changed. */
export const touchedByPlans = [
  keyOf('/api/bodies'),
  keyOf('/api/meetings/:id'),
  keyOf('/api/tasks'),
]

/** What a record of a meeting changed: besides the meeting everything that the cases it decided may have changed. */
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
