import { endedStates, initialState } from '../packs/states.ts'
import type { Pack, Register } from '../packs/types.ts'
import { problem } from '../problems/index.ts'
import type { CaseResult } from './begin.ts'
import type { EvaluatedEffect } from './effects.ts'
import type { EntryLeft } from './state.ts'

/** An entry as it is at the moment an effect is carried out. */
export interface PresentEntry {
  readonly id: string
  readonly name: string
  readonly register: string
  readonly state: string
  /** The case has changed the entry before. */
  readonly changedHere: boolean
  /** Nobody has changed it since. */
  readonly lastHere: boolean
  /** The number of another case that changed it last. */
  readonly lastCase?: string
}

/**
 * Checks the effects of an act on entries against their present states. An effect that may not
 * change an entry refuses the act; where the case itself has changed that entry before (it took it
 * out, say), the entry stays as it is instead, so that the case can end.
 */
export function settleEntries(
  pack: Pack,
  result: CaseResult,
  present: readonly PresentEntry[],
): CaseResult {
  if (!result.ok) return result
  const entries = new Map(present.map((entry) => [entry.id, entry]))
  const left: EntryLeft[] = []
  const effects: EvaluatedEffect[] = []
  for (const effect of result.effects) {
    if (effect.kind !== 'change' || effect.entries.length === 0) {
      effects.push(effect)
      continue
    }
    const changed: string[] = []
    for (const id of new Set(effect.entries)) {
      const entry = entries.get(id)
      const register = pack.registers.get(entry?.register ?? '')
      const outcome =
        entry === undefined || register === undefined
          ? 'changed'
          : judgeChange(pack, register, entry, effect.state)
      if (entry !== undefined && outcome === 'refused')
        return refusal(entry, register, effect.state)
      if (entry !== undefined && outcome === 'left') {
        left.push({ entry: id, name: entry.name, state: entry.state })
        continue
      }
      changed.push(id)
      if (entry !== undefined)
        entries.set(id, {
          ...entry,
          state: effect.state ?? entry.state,
          changedHere: true,
          lastHere: true,
        })
    }
    if (changed.length > 0) effects.push({ ...effect, entries: changed })
  }
  if (left.length === 0) return { ...result, effects }
  const event = { ...result.event, left }
  const { state } = result
  return {
    ok: true,
    state: { ...state, history: [...state.history.slice(0, -1), event] },
    effects,
    event,
  }
}

/** Whether an effect may bring an entry into a state, or only write its fields. */
function judgeChange(
  pack: Pack,
  register: Register,
  { state, changedHere, lastHere }: PresentEntry,
  to: string | undefined,
): 'changed' | 'left' | 'refused' {
  const ended = endedStates(pack, register)
  if (ended.includes(state)) {
    if (lastHere && (to === undefined || ended.includes(to))) return 'changed'
    return changedHere || to === state ? 'left' : 'refused'
  }
  if (to === undefined || mayEnter(register, state, to)) return 'changed'
  if (changedHere) return to === state ? 'changed' : 'left'
  return 'refused'
}

/**
 * Whether an entry comes from one state into another: from those that the register names for it;
 * where it names none, from every other one. Into the first state it comes from anywhere.
 */
function mayEnter(register: Register, from: string, to: string): boolean {
  const named = register.enteredFrom?.get(to)
  if (named !== undefined) return named.includes(from)
  return to === initialState(register) || from !== to
}

function refusal(
  { name, state, lastCase }: PresentEntry,
  register: Register | undefined,
  to: string | undefined,
): CaseResult {
  const grounds = (register?.carries ?? []).map((provision) => ({
    provision,
    rule: `registers/${register?.id}`,
  }))
  return {
    ok: false,
    problem: problem(
      'entry-state',
      { name, state, to: to ?? '', other: lastCase ?? '' },
      { grounds },
    ),
  }
}
