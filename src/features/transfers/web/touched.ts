import { keyOf } from '#ui/api.ts'
import { pickKeys } from '#ui/form/inputs/pickKeys.ts'

/**
 * What a transfer, or its loose ends, may affect: persons, their posts and roles, and everything
 * that waits for them.
 */
export const touchedByTransfers = [
  keyOf('/api/transfers'),
  keyOf('/api/units'),
  keyOf('/api/posts'),
  keyOf('/api/persons'),
  keyOf('/api/roles'),
  keyOf('/api/contacts'),
  keyOf('/api/absences'),
  keyOf('/api/accounts'),
  keyOf('/api/session'),
  keyOf('/api/cases'),
  keyOf('/api/tasks'),
  keyOf('/api/registers'),
  keyOf('/api/bodies'),
  keyOf('/api/policy'),
  ...pickKeys,
]
