import { millis } from '../calendar/days.ts'
import type { Words } from '../words/words.ts'
import type { StatusRecords, Waiting } from './records.ts'
import type { StandingState } from './states.ts'

/** How a mechanism stands for one subject; '' is the organisation as a whole. */
export interface Standing {
  readonly subject: string
  readonly state: StandingState
  /** The last proof that it ran. */
  readonly last?: string
  readonly due?: string
  /** What the records say, in one sentence or figure. */
  readonly says?: Words
}

/** A rule or a definition that stands by itself. */
export const stated: Standing = { subject: '', state: 'stated' }

/** From so many days before its date something counts as due. */
const soon = 30

/** Late past its date, due from some days before; `otherwise` before that. */
export function waitingStanding(
  { subject, due }: Waiting,
  { now }: Pick<StatusRecords, 'now'>,
  otherwise: StandingState,
): Standing {
  if (due === undefined) return { subject, state: otherwise }
  const left = millis(due) - millis(now)
  return {
    subject,
    due,
    state: left < 0 ? 'late' : left < soon * 86_400_000 ? 'due' : otherwise,
  }
}
