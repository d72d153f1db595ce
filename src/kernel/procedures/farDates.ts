import { farDates } from '../fields/farDates.ts'
import type { FarDate } from '../fields/farDates.ts'
import { farDatesProblem } from '../fields/farDatesProblem.ts'
import type { Field, FieldValues } from '../fields/types.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import type { Ground } from '../problems/problem.ts'
import type { CaseChange } from './answers.ts'
import { today } from './conditions.ts'
import type { CaseContext } from './state.ts'

/** Asks about the dates far away that were written at a step, in its form or about safeguards. */
export function farCaseDatesProblem(
  procedure: Procedure,
  changed: readonly CaseChange[],
  context: CaseContext,
  grounds: readonly Ground[],
): Problem | null {
  const safeguards = [...new Set(changed.map(({ safeguard }) => safeguard))]
  const far = safeguards.flatMap((safeguard) => {
    const own = changed.filter((change) => change.safeguard === safeguard)
    const [fields, pointer] =
      safeguard === undefined
        ? [procedure.fields, '/fields']
        : [
            context.policy.handling.safeguards.get(safeguard)?.asks ?? [],
            `/safeguards/${safeguard}`,
          ]
    return farChanges(fields, own, today(context)).map((each) => ({
      ...each,
      at: `${pointer}${each.at}`,
    }))
  })
  return farDatesProblem(far, grounds)
}

function farChanges(
  fields: readonly Field[],
  changed: readonly CaseChange[],
  day: string,
): readonly FarDate[] {
  const side = (of: 'from' | 'to'): FieldValues =>
    Object.fromEntries(changed.map((change) => [change.field, change[of]]))
  return farDates(fields, side('to'), day, side('from'))
}
