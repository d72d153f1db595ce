import type { Effect, Procedure } from './procedure.ts'
import type { Pack, Register } from './types.ts'

/** The state in which an entry of the register begins. */
export function initialState(register: Register): string {
  return register.states?.[0] ?? 'active'
}

/** The states an entry may have; the first is where it begins. */
export function statesOf(register: Register): readonly string[] {
  return register.states?.length ? register.states : [initialState(register)]
}

/** A state as it is told; '' in a register whose entries have no states. */
export function stateTitle(register: Register, state: string): string {
  return register.states?.length ? state : ''
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

/**
 * Fields that only a change of state fills: nobody writes them where an entry begins. A field that
 * must always be filled, that a case writes into a new entry, or that some change leaves in the first state
 * is none of them.
 */
export function laterFields(pack: Pack, register: Register): readonly string[] {
  const begins = initialState(register)
  const sets = [...pack.procedures.values()].flatMap((procedure) =>
    effectsOf(procedure).flatMap((effect) => {
      if (effect.kind === 'write')
        return effect.register === register.id ? [{ fields: effect.fields, state: begins }] : []
      return effect.kind === 'change' && changedBy(procedure, effect.of) === register.id
        ? [{ fields: effect.fields, state: effect.state ?? begins }]
        : []
    }),
  )
  const setFrom = (id: string) => sets.filter(({ fields }) => fields.has(id))
  return register.fields
    .filter(({ id, required }) => required !== true && setFrom(id).length > 0)
    .filter(({ id }) => setFrom(id).every(({ state }) => state !== begins))
    .map(({ id }) => id)
}

/** Whether an effect changes entries that the case is about, all of them or some. */
export function isOfAbout({ fields }: Procedure, { of }: { readonly of?: string }): boolean {
  return of === undefined || fields.find(({ id }) => id === of)?.among === 'about'
}

/** The register whose entries an effect changes. */
function changedBy(procedure: Procedure, of: string | undefined): string | undefined {
  return of === undefined
    ? procedure.about?.register
    : procedure.fields.find(({ id }) => id === of)?.register
}

function effectsOf(procedure: Procedure): readonly Effect[] {
  return [...procedure.steps.values()]
    .flatMap((step) => step.decisions)
    .flatMap((decision) => decision.branches)
    .flatMap((branch) => branch.effects)
}

function finalStates(procedure: Procedure): string[] {
  return [...procedure.steps.values()]
    .flatMap((step) => step.decisions)
    .flatMap((decision) => decision.branches)
    .filter((branch) => 'end' in branch.to)
    .flatMap((branch) => branch.effects)
    .flatMap((effect) => (effect.kind === 'change' && effect.state ? [effect.state] : []))
}
