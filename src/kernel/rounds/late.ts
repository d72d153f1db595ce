import { dayOf, isDay, millis } from '../calendar/days.ts'
import { endsWithDay, spanEnd } from '../calendar/spans.ts'
import type { Roles } from '../organization/seats.ts'
import type { OrganizationView } from '../organization/types.ts'
import type { Party } from '../organization/who.ts'
import type { LateRound, Round } from '../packs/round.ts'
import { partiesAt } from './subjects.ts'
import type { RoundSubjectFacts } from './subjects.ts'

/**
 * Who hears that an occurrence is late besides those who have it to do: by each rule from so long
 * after the date on, without `after` from the moment when it has passed.
 */
export function remindedWhenLate(
  { late }: Pick<Round, 'late'>,
  subject: RoundSubjectFacts,
  due: string,
  now: string,
  org: OrganizationView,
  roles: Roles,
): readonly Party[] {
  return late
    .filter((rule) => isReached(rule, due, now))
    .flatMap(({ remind }) => remind.flatMap((who) => partiesAt(who, subject, org, roles)))
}

function isReached({ after }: LateRound, due: string, now: string): boolean {
  if (millis(now) <= millis(due)) return false
  if (after === undefined) return true
  const from = endsWithDay(after) && !isDay(due) ? dayOf(due) : due
  const { due: reached, wholeDay } = spanEnd(from, after)
  return wholeDay ? dayOf(now) >= dayOf(reached) : millis(now) >= millis(reached)
}
