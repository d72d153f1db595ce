import type { EvaluatedEffect } from '../../procedures/effects.ts'
import type { PresentEntry } from '../../procedures/entryStates.ts'
import type { Procedure } from '../procedure.ts'
import { initialState } from '../states.ts'
import type { Pack } from '../types.ts'
import type { PlayCase } from './types.ts'

/** The entries that a case may touch: those of the world and those that it is about. */
export function presentEntries(pack: Pack, procedure: Procedure, golden: PlayCase) {
  const all = [...(pack.world?.entries.values() ?? []), ...golden.about]
  return new Map(
    all.flatMap((entry): [string, PresentEntry][] => {
      const register = pack.registers.get(entry.register ?? procedure.about?.register ?? '')
      if (register === undefined) return []
      const state = entry.state ?? initialState(register)
      const name = String(entry.fields[register.nameField] ?? entry.id)
      return [
        [
          entry.id,
          { id: entry.id, name, register: register.id, state, changedHere: false, lastHere: false },
        ],
      ]
    }),
  )
}

/** What other cases did to entries before an act. */
export function meanwhile(
  entries: ReadonlyMap<string, PresentEntry>,
  states: Readonly<Record<string, string>>,
): ReadonlyMap<string, PresentEntry> {
  const changed = Object.entries(states).flatMap(([id, state]): [string, PresentEntry][] => {
    const entry = entries.get(id)
    return entry === undefined
      ? []
      : [[id, { ...entry, state, lastHere: false, lastCase: 'ほかの案件' }]]
  })
  return new Map([...entries, ...changed])
}

/** The entries as the effects leave them. */
export function afterEffects(
  entries: ReadonlyMap<string, PresentEntry>,
  effects: readonly EvaluatedEffect[],
): ReadonlyMap<string, PresentEntry> {
  const after = new Map(entries)
  for (const effect of effects) {
    if (effect.kind !== 'change') continue
    for (const id of effect.entries) {
      const { lastCase: _other, ...entry } = after.get(id) ?? {}
      if ('id' in entry)
        after.set(id, {
          ...entry,
          state: effect.state ?? entry.state,
          changedHere: true,
          lastHere: true,
        })
    }
  }
  return after
}
