import type { FieldValues } from '#kernel/fields/types.ts'
import { locationOf } from '#kernel/organization/index.ts'
import type { EntryLocation } from '#kernel/organization/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { AboutEntry, PresentEntry } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { dayInTokyo } from '#platform/environment.ts'
import { demandPrepared, mergeFields } from './actions.ts'
import { mayRead, registerOf } from './authorise.ts'
import { deriveColumns, prepare } from './prepare.ts'
import type { PreparedEntry } from './prepare.ts'
import { endedStates, usableStates } from '#kernel/packs/states.ts'
import { lockEntries } from './locks.ts'
import { recallLocked } from './lockedEntries.ts'
import { entryRows, insertEntries, updateEntryRows } from './store.ts'
import type { EntryRecord } from './entryRecord.ts'
import type { WrittenEntry } from './store.ts'

/**
 * Loads the entries that a new case is about; refuses any that does not exist, is not readable to
 * the actor or is no longer in use. With `lock`, none of them can change until the transaction
 * ends.
 */
export async function loadUsableEntries(
  tx: Transaction,
  registerId: string,
  ids: readonly string[],
  lock = false,
): Promise<AboutEntry[]> {
  const register = registerOf(tx, registerId)
  const rows = lock
    ? (await lockEntries(tx, { ids })).filter((row) => row.register === register.id)
    : await entryRows(tx, register.id, ids)
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = found.get(id)
    if (!row || !mayRead(tx, register, row))
      refuse('not-found', {
        what: { ja: `「${register.title}」の登録`, en: `the entry of “${register.title}”` },
      })
    if (!isActive(register, row.state))
      refuse(
        'about-over',
        { name: row.name, state: row.state },
        {
          grounds: register.carries.map((provision) => ({
            provision,
            rule: `registers/${register.id}`,
          })),
        },
      )
    return toAboutEntry(tx, register, row)
  })
}

/**
 * Refuses where a locked entry of the case has ended meanwhile, unless the case itself ended it.
 */
export async function demandActiveEntries(
  tx: Transaction,
  registerId: string,
  ids: readonly string[],
  caseId: string,
): Promise<void> {
  const register = registerOf(tx, registerId)
  const states = endedStates(tx.organization.pack, register)
  const ended = (await lockEntries(tx, { ids })).filter(({ state }) => states.includes(state))
  const first = (await entriesBefore(tx, ended, caseId)).find(({ lastHere }) => !lastHere)
  if (first)
    refuse(
      'about-over',
      { name: first.name, state: first.state },
      {
        grounds: register.carries.map((provision) => ({
          provision,
          rule: `registers/${register.id}`,
        })),
      },
    )
}

/** An entry that a case is about to change: as it is now, and whether a case changed it last. */
export type EntryBefore = Omit<PresentEntry, 'lastCase'> & {
  /** The id of the case that changed it last. */
  readonly changedBy: string | null
}

/** Entries before the effects of a case, with what their history says of the case. */
export async function entriesBefore(
  tx: Transaction,
  entries: readonly EntryRecord[],
  caseId: string,
): Promise<EntryBefore[]> {
  if (entries.length === 0) return []
  const versions = await tx.db
    .selectFrom('entry_versions')
    .select(['entry_id', 'version', 'case_id'])
    .where('organization_id', '=', tx.organization.id)
    .where(
      'entry_id',
      'in',
      entries.map(({ id }) => id),
    )
    .execute()
  return entries.map(({ id, name, register, state, version }) => {
    const own = versions.filter((each) => each.entry_id === id)
    const changedBy = own.find((each) => each.version === version)?.case_id ?? null
    return {
      id,
      name,
      register,
      state,
      changedHere: own.some((each) => each.case_id === caseId),
      lastHere: changedBy === caseId,
      changedBy,
    }
  })
}

/** Why an entry changes, in words, and the case that caused it, if any. */
export interface Cause {
  readonly reason: string
  readonly case?: string
}

/** The cause of a change that is the outcome of a case. */
export function causeOf(source: { readonly id: string; readonly number: string }): Required<Cause> {
  return { case: source.id, reason: caseReason(source.number) }
}

/** The cause in words, where a case is the cause. */
export function caseReason(caseNumber: string): string {
  return `案件 ${caseNumber} による`
}

/** Loads the entries of an open case in their present state, even where they have ended. */
export async function loadCurrentEntries(
  tx: Transaction,
  registerId: string,
  ids: readonly string[],
): Promise<AboutEntry[]> {
  const register = registerOf(tx, registerId)
  const rows = await entryRows(tx, register.id, ids)
  const found = new Map(rows.map((row) => [row.id, toAboutEntry(tx, register, row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Whether a case may begin about an entry in this state. */
function isActive(register: Register, state: string): boolean {
  return usableStates(register).includes(state)
}

function toAboutEntry(tx: Transaction, register: Register, row: EntryRecord): AboutEntry {
  return {
    ...toPlaced(tx, { ...row, register: register.id }),
    id: row.id,
    title: row.name,
    fields: row.fields,
    ...(row.class ? { class: row.class } : {}),
  }
}

function toPlaced(
  tx: Transaction,
  row: Pick<EntryRecord, 'id' | 'unit_id' | 'fields'> & { readonly register: string },
): EntryLocation {
  return locationOf(tx.organization.pack.registers, {
    id: row.id,
    register: row.register,
    fields: row.fields,
    ...(row.unit_id ? { unit: row.unit_id } : {}),
  })
}

/**
 * Locations (unit, system, area …), names, registers and values of entries, by id. Entries that the
 * transaction has locked are not read again.
 */
export async function locateEntries(
  tx: Transaction,
  ids: readonly string[],
): Promise<{
  places: ReadonlyMap<string, EntryLocation>
  names: ReadonlyMap<string, string>
  registers: ReadonlyMap<string, string>
  fields: ReadonlyMap<string, FieldValues>
}> {
  if (ids.length === 0)
    return { places: new Map(), names: new Map(), registers: new Map(), fields: new Map() }
  const rows =
    recallLocked(tx, ids) ??
    (await tx.db
      .selectFrom('entries')
      .select(['id', 'name', 'unit_id', 'register', 'fields'])
      .where('organization_id', '=', tx.organization.id)
      .where('id', 'in', [...ids])
      .execute())
  return {
    names: new Map(rows.map((row) => [row.id, row.name])),
    registers: new Map(rows.map((row) => [row.id, row.register])),
    fields: new Map(rows.map((row) => [row.id, row.fields])),
    places: new Map(rows.map((row) => [row.id, toPlaced(tx, row)])),
  }
}

/**
 * Changes entries as the outcome of a case. The case allows it, not the actor's right to the
 * register. Returns their numbers.
 */
export async function changeEntries(
  tx: Transaction,
  ids: readonly string[],
  change: { readonly state?: string; readonly fields: FieldValues },
  cause: Cause,
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = new Map((await lockEntries(tx, { ids })).map((row) => [row.id, row]))
  const changes = [...new Set(ids)].map((id) => {
    const row = rows.get(id) ?? refuse('not-found', { what: nouns.entry })
    const register = registerOf(tx, row.register)
    const applicable = Object.fromEntries(
      Object.entries(change.fields).filter(([field]) =>
        register.fields.some((candidate) => candidate.id === field),
      ),
    )
    return { row, prepared: prepareChange(tx, register, row, applicable) }
  })
  updateEntryRows(
    tx,
    changes.map(({ row, prepared }) => ({
      id: row.id,
      version: row.version + 1,
      prepared,
      unit: row.unit_id,
      state: change.state ?? row.state,
      reason: cause.reason,
      ...(cause.case === undefined ? {} : { caseId: cause.case }),
    })),
  )
  return changes.map(({ row }) => row.number)
}

/**
 * Prepares the entry after the change. Only the fields that the case writes must be valid: faults
 * that the entry had before do not refuse the case.
 */
function prepareChange(
  tx: Transaction,
  register: Register,
  row: EntryRecord,
  changes: FieldValues,
): PreparedEntry {
  const merged = mergeFields(row.fields, changes)
  const since = dayInTokyo(row.created_at)
  const preparation = prepare(tx, register, merged, {}, since)
  if (preparation.ok) return preparation.prepared
  const faults = preparation.faults.filter((fault) =>
    Object.hasOwn(changes, fault.at.split('/')[2] ?? ''),
  )
  return faults.length > 0
    ? demandPrepared({ ok: false, faults })
    : deriveColumns(tx, register, merged, since)
}

/**
 * Creates an entry as the outcome of a case; without `state`, in the first state of its register.
 */
export async function writeEntry(
  tx: Transaction,
  registerId: string,
  fields: FieldValues,
  unit: string,
  cause: Cause,
  state?: string,
): Promise<WrittenEntry> {
  const register = registerOf(tx, registerId)
  const prepared = demandPrepared(prepare(tx, register, mergeFields({}, fields)))
  const [written] = await insertEntries(tx, register, [
    {
      prepared,
      unit: register.belongsTo === 'unit' ? unit : null,
      reason: cause.reason,
      ...(cause.case === undefined ? {} : { caseId: cause.case }),
      ...(state === undefined ? {} : { state }),
    },
  ])
  return written!
}

/**
 * Creates many entries at once, for imports and the demonstration; every entry must be valid.
 * Returns their ids and numbers in the same order.
 */
export async function writeEntries(
  tx: Transaction,
  register: Register,
  entries: readonly { readonly unit: string | null; readonly fields: FieldValues }[],
): Promise<WrittenEntry[]> {
  return insertEntries(
    tx,
    register,
    entries.map(({ unit, fields }) => ({
      unit,
      prepared: demandPrepared(prepare(tx, register, fields)),
    })),
  )
}
