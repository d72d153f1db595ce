import type { FieldValues } from '#kernel/fields/types.ts'
import { classLabel, compareClasses, inheritClass } from '#kernel/classes/index.ts'
import { diffValues, groundsOfFaults } from '#kernel/fields/index.ts'
import { manualStates } from '#kernel/packs/states.ts'
import type { Register } from '#kernel/packs/types.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { actorUnit } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { dayInTokyo } from '#platform/environment.ts'
import { CreateEntry, UpdateEntry } from '../contract/entries.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import { demandAdd, demandWrite, mayRead, registerOf } from './authorise.ts'
import { leastClasses } from './copies.ts'
import { changedMeanwhile } from './conflict.ts'
import { demandDatesMeant } from './farDates.ts'
import { demandHolderHere } from './holderHere.ts'
import { lockEntries } from './locks.ts'
import { missingReferences } from './referenceNames.ts'
import type { PlannedChange } from './plannedChange.ts'
import { prepare } from './prepare.ts'
import type { PreparedEntry, PreparationResult } from './prepare.ts'
import { followClasses } from './reclassification.ts'
import { insertEntries, updateEntryRows } from './store.ts'
import type { EntryRecord } from './entryRecord.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import { nouns } from '#kernel/words/nouns.ts'

/** Creates an entry in a register. */
export const createEntry = defineAction({
  name: 'entry.create',
  title: { ja: '台帳に登録した', en: 'Added an entry to a register' },
  input: CreateEntry,
  authorise(tx, input) {
    const register = registerOf(tx, input.register)
    const unit =
      register.belongsTo === 'unit' ? (input.unit ?? actorUnit(tx) ?? null) : (input.unit ?? null)
    if (unit !== null && !tx.organization.view.units.has(unit))
      refuse('not-found', { what: nouns.unit })
    demandAdd(tx, register, { unit_id: unit, fields: input.fields })
    return { register, unit }
  },
  async run(tx, input, { register, unit }) {
    demandHolderHere(tx, register, { fields: input.fields })
    const sources = await origins(tx, register, [input.copyOf ?? [], input.mixtureOf ?? []].flat())
    const original = sources.find((line) => line.id === input.copyOf)
    await demandOwnFiles(tx, register.fields, input.fields, original?.fields)
    const mixed = sources.filter((line) => input.mixtureOf?.includes(line.id))
    const classes = {
      ...(original ? { copyOf: original.class } : {}),
      ...(mixed.length > 0 ? { mixtureOf: mixed.map((entry) => entry.class) } : {}),
    }
    const prepared = await demandReferences(
      tx,
      register,
      demandPrepared(prepare(tx, register, input.fields, classes)),
    )
    demandDatesMeant(
      tx,
      register,
      [{ before: original?.fields, after: prepared.fields }],
      input.datesMeant,
    )
    const [written] = await insertEntries(tx, register, [
      {
        prepared,
        unit,
        ...(input.copyOf ? { copiedFrom: input.copyOf } : {}),
        ...(input.mixtureOf ? { parts: input.mixtureOf } : {}),
      },
    ])
    return {
      result: { ...written!, version: 1 },
      event: {
        subject: { kind: 'entry', id: written!.id },
        detail: {
          register: register.id,
          number: written!.number,
          name: prepared.name,
          class: prepared.class,
          unit,
        },
      },
      organizationChanged: register.scope !== undefined,
    }
  },
})

/**
 * Changes fields of an entry. Refused where the version that was read is no longer the current one;
 * a changed class requires a reason.
 */
export const updateEntry = defineAction({
  name: 'entry.update',
  title: { ja: '台帳を書き換えた', en: 'Changed an entry of a register' },
  input: UpdateEntry,
  async authorise(tx, input) {
    const register = registerOf(tx, input.register)
    const row =
      (await lockedToChange(tx, register, [input.id], input.fields))[0] ??
      refuse('not-found', { what: nouns.entry })
    demandWrite(tx, register, row)
    if (input.unit) demandWrite(tx, register, { ...row, unit_id: input.unit })
    return { register, row }
  },
  async run(tx, input, { register, row }) {
    if (row.version !== input.version)
      throw new ProblemError(await changedMeanwhile(tx, register, row, input.version))
    demandHolderHere(tx, register, { fields: input.fields ?? {} }, row.fields)
    await demandOwnFiles(tx, register.fields, input.fields ?? {}, row.fields)
    const unit = input.unit ?? row.unit_id
    const merged = mergeFields(row.fields, input.fields ?? {})
    const prepared = await demandReferences(
      tx,
      register,
      demandPrepared(prepare(tx, register, merged, {}, dayInTokyo(row.created_at))),
    )
    demandDatesMeant(
      tx,
      register,
      [{ before: row.fields, after: prepared.fields }],
      input.datesMeant,
    )
    demandReason(register, row.class, prepared, input.reason)
    const state = manualState(register, row.state, input)
    await demandLeastClasses(tx, register, [{ row, prepared }])
    const version = row.version + 1
    updateEntryRows(tx, [
      {
        id: row.id,
        version,
        prepared,
        unit,
        state,
        ...(input.reason ? { reason: input.reason } : {}),
      },
    ])
    const { raised, cases } = await followClasses(tx, register, [{ row, prepared }], input.reason)
    const changes = diffValues(row.fields, prepared.fields)
    return {
      result: { id: row.id, number: row.number, version },
      event: {
        subject: { kind: 'entry', id: row.id },
        detail: {
          register: register.id,
          number: row.number,
          version,
          changes,
          reason: input.reason ?? null,
          ...(unit === row.unit_id ? {} : { unit }),
          ...(state === row.state ? {} : { state: { from: row.state, to: state } }),
          ...(raised.length > 0 ? { raised } : {}),
          ...(cases.length > 0 ? { cases } : {}),
        },
      },
      organizationChanged: register.scope !== undefined,
    }
  },
})

/**
 * The entries that another entry is made from. The actor must be able to read them; they are
 * locked, so that their class cannot change before the transaction ends.
 */
async function origins(
  tx: Transaction,
  register: Register,
  ids: readonly string[],
): Promise<EntryRecord[]> {
  if (ids.length === 0) return []
  const rows = (await lockEntries(tx, { ids })).filter(
    (row) => row.register === register.id && mayRead(tx, register, row),
  )
  if (rows.length < new Set(ids).size) refuse('not-found', { what: nouns.origin })
  return rows
}

/**
 * Locks the entries that are to be changed and returns them; also locks their copies where the
 * class may change.
 */
export async function lockedToChange(
  tx: Transaction,
  register: Register,
  ids: readonly string[],
  fields: FieldValues | undefined,
): Promise<EntryRecord[]> {
  const copies =
    register.classField !== undefined && Object.hasOwn(fields ?? {}, register.classField)
  const rows = await lockEntries(tx, { ids, copies })
  return rows.filter((row) => row.register === register.id && ids.includes(row.id))
}

/** Returns the prepared entry; otherwise throws the problem that lists each faulty field. */
export function demandPrepared(preparation: PreparationResult): PreparedEntry {
  if (preparation.ok) return preparation.prepared
  throw new ProblemError(
    problem(
      'input-invalid',
      { count: preparation.faults.length },
      { faults: preparation.faults, ...groundsOfFaults(preparation.faults) },
    ),
  )
}

/** Returns the entry; refuses references to entries of other registers that do not exist. */
async function demandReferences(
  tx: Transaction,
  register: Register,
  prepared: PreparedEntry,
): Promise<PreparedEntry> {
  await demandKnown(tx, register, [prepared])
  return prepared
}

/** Checks the references of many entries in one statement; refuses where one does not exist. */
export async function demandKnown(
  tx: Transaction,
  register: Register,
  lines: readonly PreparedEntry[],
): Promise<void> {
  const faults = await missingReferences(
    tx,
    register,
    lines.map((line) => line.fields),
  )
  if (faults.length > 0)
    throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
}

/** Refuses to class copies and mixtures lower than what they are made from. */
export async function demandLeastClasses(
  tx: Transaction,
  register: Register,
  changes: readonly PlannedChange[],
): Promise<void> {
  const { classification } = tx.organization.pack
  const lowered = changes.filter(
    ({ row, prepared }) =>
      row.class &&
      prepared.class &&
      !['same', 'raised'].includes(compareClasses(row.class, prepared.class)),
  )
  if (lowered.length === 0 || !classification) return
  const least = await leastClasses(
    tx,
    lowered.map(({ row }) => row.id),
    new Map(changes.map(({ row, prepared }) => [row.id, prepared.class])),
  )
  for (const { row, prepared } of lowered) {
    const bound = least.get(row.id)
    const after = prepared.class ?? {}
    if (!bound || compareClasses(after, inheritClass(bound, after)) === 'same') continue
    const detail = `元の情報資産が${classLabel(bound, classification)}なので、それより低い分類にはできません。`
    throw new ProblemError(
      problem(
        'input-invalid',
        { count: 1 },
        {
          faults: [{ at: `/fields/${register.classField}`, detail }],
          grounds: [...classification.copy.carries, ...classification.mixture.carries].map(
            (provision) => ({ provision }),
          ),
        },
      ),
    )
  }
}

/** Replaces the fields that are given; null removes a field. */
export function mergeFields(before: FieldValues, changes: FieldValues): FieldValues {
  return Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null),
  )
}

/**
 * Returns the state after the change: only a state that the pack allows people to set from the
 * present one, and only with a reason.
 */
function manualState(
  register: Register,
  present: string,
  {
    state = present,
    reason,
  }: { readonly state?: string | undefined; readonly reason?: string | undefined },
): string {
  if (state === present) return present
  if (!manualStates(register, present).includes(state))
    refuse(
      'state-by-procedure',
      { register: register.title, from: present, to: state },
      {
        grounds: register.carries.map((provision) => ({
          provision,
          rule: `registers/${register.id}`,
        })),
      },
    )
  if (!reason?.trim())
    refuse(
      'input-invalid',
      { count: 1 },
      {
        faults: [
          {
            at: '/reason',
            detail: {
              ja: '状態を変える理由を書いてください。',
              en: 'Write why the state changes.',
            },
          },
        ],
      },
    )
  return state
}

/** Refuses a changed class without a reason. */
export function demandReason(
  register: Register,
  before: ClassValue | null,
  prepared: PreparedEntry,
  reason: string | undefined,
): void {
  const after = prepared.class
  if (!before || !after || reason?.trim() || compareClasses(before, after) === 'same') return
  refuse(
    'reason-needed',
    { register: register.title },
    {
      faults: [
        {
          at: '/reason',
          detail: { ja: '分類を変える理由を書いてください。', en: 'Write why the class changes.' },
        },
      ],
    },
  )
}
