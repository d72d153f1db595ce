import type { Procedure } from '../packs/procedure.ts'
import { initialState, isOfAbout, usableStates } from '../packs/states.ts'
import type { Register } from '../packs/types.ts'

/**
 * The states of the entries that a case is worth beginning about: those in which one may begin, and
 * from which the first change that the procedure makes is allowed (a thing that is lent is not lent
 * again). Empty where a procedure is about nothing.
 */
export function beginStates(
  procedure: Procedure,
  registers: ReadonlyMap<string, Register>,
): readonly string[] {
  const register = registers.get(procedure.about?.register ?? '')
  if (register === undefined) return []
  const first = firstStates(procedure)
  const allows = (to: string, from: string): boolean =>
    to === initialState(register) ||
    register.ended?.includes(to) === true ||
    register.enteredFrom?.get(to)?.includes(from) === true
  return usableStates(register).filter(
    (state) => first.size === 0 || [...first].some((to) => allows(to, state)),
  )
}

/** The states into which the procedure brings the entries first, whatever way it takes. */
function firstStates(procedure: Procedure): ReadonlySet<string> {
  const { steps, start } = procedure
  const found = new Set<string>()
  const seen = new Set([start])
  for (const id of seen)
    for (const { effects, to } of (steps.get(id)?.decisions ?? []).flatMap(
      ({ branches }) => branches,
    )) {
      const change = effects.find(
        (effect) => effect.kind === 'change' && isOfAbout(procedure, effect) && effect.state,
      )
      if (change?.kind === 'change' && change.state !== undefined) found.add(change.state)
      else if ('step' in to) seen.add(to.step)
    }
  return found
}
