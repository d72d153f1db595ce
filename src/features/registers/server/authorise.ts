import type { FieldValues } from '#kernel/fields/types.ts'
import { locationOf, isWithin } from '#kernel/organization/index.ts'
import type { EntryLocation } from '#kernel/organization/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorUnit, isAmong, partyNames } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

export function registerOf(tx: Transaction, id: string): Register {
  return tx.organization.pack.registers.get(id) ?? refuse('not-found', { what: nouns.register })
}

/** A line as far as it matters who may touch it; a line yet to be written has only its unit. */
export interface EntryScope {
  readonly id?: string
  readonly unit_id: string | null
  readonly fields?: FieldValues
}

/** Where a line stands: its unit, system, area … */
export function placesOfEntry(
  tx: Transaction,
  register: Register,
  entry: EntryScope,
): EntryLocation {
  const { id = '', unit_id, fields = {} } = entry
  return locationOf(tx.organization.pack.registers, {
    id,
    register: register.id,
    fields,
    ...(unit_id === null ? {} : { unit: unit_id }),
  })
}

/** Whether it is more than a line's unit that says who keeps it: its system, its area, a person in it. */
export function isKeptPerEntry({ keptBy }: Register): boolean {
  return (
    keptBy.kind === 'person' ||
    (keptBy.kind === 'role' &&
      (keptBy.of.from === 'field' || (keptBy.of.from === 'about' && keptBy.of.to !== 'unit')))
  )
}

/** May write a line: who keeps the register there, and the unit's own people where the pack says so. */
export function mayWrite(tx: Transaction, register: Register, entry: EntryScope): boolean {
  if (tx.actor.kind === 'program') return true
  if (register.unitWrites && entry.unit_id !== null && actorUnit(tx) === entry.unit_id) return true
  return isAmong(tx, register.keptBy, [placesOfEntry(tx, register, entry)], entry.fields)
}

/** May read a line: everyone, or those of its unit and of the units above it, or those named; and who may write it. */
export function mayRead(tx: Transaction, register: Register, entry: EntryScope): boolean {
  const { readBy } = register
  if (readBy === 'everyone' || tx.actor.kind === 'program') return true
  if (readBy !== 'unit')
    return (
      readBy.some((who) => isAmong(tx, who, [placesOfEntry(tx, register, entry)], entry.fields)) ||
      mayWrite(tx, register, entry)
    )
  const own = actorUnit(tx)
  return (
    entry.unit_id === null ||
    (own !== undefined && isWithin(tx.organization.view, entry.unit_id, own)) ||
    mayWrite(tx, register, entry)
  )
}

/** Refuses whoever may not write; a line that may not even be read is not found. */
export function demandWrite(tx: Transaction, register: Register, entry: EntryScope): void {
  if (mayWrite(tx, register, entry)) return
  if (!mayRead(tx, register, entry)) refuse('not-found', { what: nouns.entry })
  refuse(
    'not-allowed',
    {
      act: { ja: `「${register.title}」への記入`, en: `writing in “${register.title}”` },
      who: partyNames(tx, [register.keptBy]),
    },
    {
      grounds: register.carries.map((provision) => ({
        provision,
        rule: `registers/${register.id}`,
      })),
    },
  )
}
