import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Pack, Register } from '#kernel/packs/types.ts'

/** The state that a line of the register begins in. */
export function firstState(register: Register): string {
  return register.states?.[0] ?? 'active'
}

/** The states a line may have; the first is where it begins. */
export function statesOf(register: Register): readonly string[] {
  return register.states?.length ? register.states : [firstState(register)]
}

/** States in which a line is over: those that the register's procedure of disposal sets when it comes to an end. */
export function endedStates(pack: Pack, register: Register): string[] {
  const procedure = pack.procedures.get(register.disposal ?? '')
  return [...new Set(procedure ? finalStates(procedure) : [])].filter((state) => state !== firstState(register))
}

function finalStates(procedure: Procedure): string[] {
  return [...procedure.steps.values()].flatMap((step) => step.decisions).flatMap((decision) => decision.branches).filter((branch) => 'end' in branch.to)
    .flatMap((branch) => branch.effects).flatMap((effect) => (effect.kind === 'change' && effect.state ? [effect.state] : []))
}
