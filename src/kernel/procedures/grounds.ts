import type { Procedure, Step } from '../packs/procedure.ts'
import type { Ground } from '../problems/problem.ts'
import type { Mechanism } from '../packs/mechanism.ts'

/** The provisions that mechanisms carry, each with the rule of the pack. */
export function groundsOf(...mechanisms: readonly (Mechanism | undefined)[]): readonly Ground[] {
  return mechanisms.flatMap(
    (mechanism) => mechanism?.carries.map((provision) => ({ provision, rule: mechanism.id })) ?? [],
  )
}

/** The grounds of a step, or of its procedure where the step itself carries nothing. */
export function stepGrounds(procedure: Procedure, step: Step): readonly Ground[] {
  return groundsOf(step.carries.length > 0 ? step : procedure)
}
