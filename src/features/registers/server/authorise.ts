import type { FieldValues } from '#kernel/fields/types.ts'
import { locationOf } from '#kernel/organization/index.ts'
import type { EntryLocation } from '#kernel/organization/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { Who } from '#kernel/packs/who.ts'
import { refuse } from '#kernel/problems/index.ts'
import {
  dependsOnEntry,
  dependsOnItself,
  mayAddEntry,
  mayReadEntry,
  mayWriteEntry,
} from '#kernel/registers/access.ts'
import type { EntryVisitor } from '#kernel/registers/access.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorUnit, isAmong, partyNames } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

export function registerOf(tx: Transaction, id: string): Register {
  return tx.organization.pack.registers.get(id) ?? refuse('not-found', { what: nouns.register })
}

/**
 * The properties of an entry that access depends on; an entry not yet written has only its unit.
 */
export interface EntryScope {
  readonly id?: string
  readonly unit_id: string | null
  readonly fields?: FieldValues
}

/** The location of an entry: its unit, system, area and so on. */
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

/**
 * Whether who adds an entry depends on more than its unit: on its system, its area, a person in it.
 */
export function isAddedPerEntry({ keptBy, addedBy }: Register): boolean {
  return [keptBy, ...addedBy].some(dependsOnEntry)
}

/** Whether the actor may add such an entry: who would keep it, or who adds entries by the pack. */
export function mayAdd(tx: Transaction, register: Register, entry: EntryScope): boolean {
  if (tx.actor.kind === 'program') return true
  return mayAddEntry(register, entry.unit_id, visitorOf(tx, register, entry))
}

/**
 * Whether the actor may import entries of all units: administrators load what is there before the
 * program; they change none.
 */
export function mayLoad({ actor }: Pick<Transaction, 'actor'>): boolean {
  return actor.kind === 'person' && actor.administrator
}

/**
 * Whether the actor may write an entry: as keeper of the register there, or as a person of the unit
 * where the pack allows it.
 */
export function mayWrite(tx: Transaction, register: Register, entry: EntryScope): boolean {
  if (tx.actor.kind === 'program') return true
  return mayWriteEntry(register, entry.unit_id, visitorOf(tx, register, entry))
}

/**
 * Whether the actor may read an entry.
 * By the pack: everyone; or persons of its unit and of the units above; or the persons named. Who
 * may write an entry may always read it.
 */
export function mayRead(tx: Transaction, register: Register, entry: EntryScope): boolean {
  if (tx.actor.kind === 'program') return true
  const visitor = visitorOf(tx, register, entry)
  return mayReadEntry(register, entry.unit_id, visitor, tx.organization.view)
}

function visitorOf(tx: Transaction, register: Register, entry: EntryScope): EntryVisitor {
  return {
    unit: actorUnit(tx),
    isAmong: (who) => isAmong(tx, who, [placesOfEntry(tx, register, entry)], entry.fields),
  }
}

/**
 * Refuses an actor who may not write the entry; to an actor who may not even read it, it is not
 * found.
 */
export function demandWrite(tx: Transaction, register: Register, entry: EntryScope): void {
  if (mayWrite(tx, register, entry)) return
  if (!mayRead(tx, register, entry)) refuse('not-found', { what: nouns.entry })
  refuseWriting(tx, register, [register.keptBy])
}

/**
 * Refuses an actor who may not add such an entry; where they could not even read it, its place is
 * not found.
 */
export function demandAdd(tx: Transaction, register: Register, entry: EntryScope): void {
  if (mayAdd(tx, register, entry)) return
  if (!mayRead(tx, register, entry)) refuse('not-found', { what: nouns.entry })
  const { scope, keptBy, addedBy } = register
  const able = [keptBy, ...addedBy].filter((who) => !dependsOnItself(who, scope))
  refuseWriting(tx, register, able.length === 0 ? [keptBy] : able)
}

function refuseWriting(tx: Transaction, register: Register, whos: readonly Who[]): never {
  refuse(
    'not-allowed',
    {
      act: { ja: `「${register.title}」への記入`, en: `writing in “${register.title}”` },
      who: partyNames(tx, whos),
    },
    {
      grounds: register.carries.map((provision) => ({
        provision,
        rule: `registers/${register.id}`,
      })),
    },
  )
}
