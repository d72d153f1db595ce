import { keyOf } from '#ui/api.ts'

/** What answers, readings, mended findings and begun turns may change. */
export const touchedByRounds = [
  keyOf('/api/occurrences'),
  keyOf('/api/rounds'),
  keyOf('/api/findings'),
  keyOf('/api/handbook'),
  keyOf('/api/cases'),
  keyOf('/api/tasks'),
  keyOf('/api/policy'),
]
