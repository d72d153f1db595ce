import type { FieldValues } from '../fields/types.ts'
import type { CourseLine } from '../packs/round.ts'

/** What is known of a course that was passed, or of a session that was held. */
export interface CourseFacts {
  readonly title: string
  /** The day on which it was passed or held. */
  readonly day: string
  readonly place: string
  readonly attendees: readonly string[]
  readonly result: string
}

/** The fields of the line that a course becomes. */
export function lineOfCourse({ fields }: CourseLine, facts: CourseFacts): FieldValues {
  return Object.fromEntries(
    [...fields].map(([id, expression]) => [id, expression.evaluate({ ...facts })]),
  )
}
