import { keyOf } from '#ui/api.ts'

/** What a changed course or session may affect. */
export const touchedByMaking = [
  keyOf('/api/courses'),
  keyOf('/api/courses/:id'),
  keyOf('/api/course-sessions/:id'),
]

/** What the line of a course may affect. */
export const touchedByLines = [
  ...touchedByMaking,
  keyOf('/api/courses/:id/lesson'),
  keyOf('/api/occurrences'),
  keyOf('/api/rounds'),
  keyOf('/api/registers'),
  keyOf('/api/tasks'),
  keyOf('/api/policy'),
]
