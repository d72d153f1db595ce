import type { Procedure } from './procedure.ts'
import type { Pack, Register } from './types.ts'

/** The state in which an entry of the register begins. */
export function initialState(register: Register): string {
  return register.states?.[0] ?? 'active'
}

/** The states an entry may have; the first is where it begins. */
export function statesOf(register: Register): readonly string[] {
  return register.states?.length ? register.states : [initialState(register)]
}

/**
 * The states in which a case may begin about an entry: until it has ended; where the register names
 * no ended state, only the first.
 */
export function usableStates(register: Register): readonly string[] {
  const { ended } = register
  return ended === undefined
    ? [initialState(register)]
    : statesOf(register).filter((state) => !ended.includes(state))
}

/** The states into which the keeper of an entry may change it by hand from the present one. */
export function manualStates(
  { byHand = [], endByHand = [] }: Register,
  present: string,
): readonly string[] {
  if (endByHand.includes(present)) return []
  return [...(byHand.includes(present) ? byHand : []), ...endByHand].filter(
    (state) => state !== present,
  )
}

/** The procedure that ends an entry whose retention has run out. */
export function disposalOf(register: Register): string | undefined {
  return register.retention?.then ?? register.disposal
}

/**
 * States in which an entry is over: those that the pack names, or that the register's procedure of
 * disposal sets when it comes to an end.
 */
export function endedStates(pack: Pick<Pack, 'procedures'>, register: Register): readonly string[] {
  if (register.ended !== undefined) return register.ended
  const procedure = pack.procedures.get(disposalOf(register) ?? '')
  return [...new Set(procedure ? finalStates(procedure) : [])].filter(
    (state) => state !== initialState(register),
  )
}

function finalStates(procedure: Procedure): string[] {
  return [...procedure.steps.values()]
    .flatMap((step) => step.decisions)
    .flatMap((decision) => decision.branches)
    .filter((branch) => 'end' in branch.to)
    .flatMap((branch) => branch.effects)
    .flatMap((effect) => (effect.kind === 'change' && effect.state ? [effect.state] : []))
}
