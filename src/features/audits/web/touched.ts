import { keyOf } from '#ui/api.ts'

/** What an act at the desk may change. */
export const touchedByAudits = [
  keyOf('/api/audits'),
  keyOf('/api/occurrences'),
  keyOf('/api/rounds'),
  keyOf('/api/findings'),
  keyOf('/api/tasks'),
  keyOf('/api/policy'),
]
