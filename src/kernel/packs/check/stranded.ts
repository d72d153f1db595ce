import type { FaultCollector } from '../faults.ts'
import type { Procedure } from '../procedure.ts'
import { endedStates, initialState, isOfAbout, manualStates } from '../states.ts'
import { child } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Register } from '../types.ts'

/** An effect of a procedure that puts lines of a register into a state. */
interface Setting {
  readonly procedure: Procedure
  readonly state: string
  /** The case is over then. */
  readonly atEnd: boolean
  /** Undefined where it writes a new line; else whether a line is found by a field of the form. */
  readonly byField?: boolean
}

/**
 * A state in which the end of a case leaves a line is either over, or something leads out of it
 * again: its keeper by hand, or another case that can begin about a line in that state. Only
 * procedures and registers that are sound are looked at.
 */
export function checkStranded(
  sound: ReadonlyMap<string, Procedure>,
  registers: ReadonlyMap<string, Register>,
  trees: ReadonlyMap<string, Tree>,
  faults: FaultCollector,
): void {
  for (const [id, register] of registers) {
    const settings = [...sound.values()].flatMap((procedure) => settingsOf(procedure, register))
    const ended = endedStates({ procedures: sound }, register)
    const left = settings.filter(({ state, atEnd }) => atEnd && state !== initialState(register))
    for (const state of new Set(left.map((each) => each.state))) {
      if (ended.includes(state) || manualStates(register, state).length > 0) continue
      if (settings.some((setting) => leadsOut(setting, state, register, ended))) continue
      const at = child(trees.get(id), 'states') ?? trees.get(id)
      if (at !== undefined)
        faults.add('state-stranded', at.at, {
          state,
          procedure: left.find((each) => each.state === state)?.procedure.title ?? '',
        })
    }
  }
}

function settingsOf(procedure: Procedure, register: Register): readonly Setting[] {
  const about = procedure.about?.register === register.id
  const pointing = (field: string): boolean =>
    procedure.fields.some(({ id, register: of }) => id === field && of === register.id)
  return [...procedure.steps.values()]
    .flatMap((step) => step.decisions)
    .flatMap((decision) => decision.branches)
    .flatMap(({ effects, to }) =>
      effects.flatMap((effect): Setting[] => {
        const atEnd = 'end' in to
        if (effect.kind === 'write' && effect.register === register.id)
          return [{ procedure, state: effect.state ?? initialState(register), atEnd }]
        if (effect.kind !== 'change' || effect.state === undefined) return []
        const byField = !isOfAbout(procedure, effect)
        return (byField ? pointing(effect.of ?? '') : about)
          ? [{ procedure, state: effect.state, atEnd, byField }]
          : []
      }),
    )
}

/** Whether such an effect of a case that begins now brings a line out of the state. */
function leadsOut(
  { state: to, byField }: Setting,
  state: string,
  register: Register,
  ended: readonly string[],
): boolean {
  if (byField === undefined || to === state) return false
  const isOpen =
    to === initialState(register) ||
    ended.includes(to) ||
    register.enteredFrom?.get(to)?.includes(state) === true
  // Where no state is named as over, cases begin about lines in the first state alone.
  return isOpen && (byField || register.ended !== undefined)
}
