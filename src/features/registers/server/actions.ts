import type { FieldValues } from '#kernel/fields/types.ts'
import { classLabel, compareClasses, inherit } from '#kernel/classes/index.ts'
import { diffValues } from '#kernel/fields/index.ts'
import { statesByHand } from '#kernel/packs/states.ts'
import type { Register } from '#kernel/packs/types.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { actorUnit } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { dayInTokyo } from '#platform/gate/outside.ts'
import { CreateEntry, UpdateEntry } from '../contract.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import { demandWrite, mayRead, registerOf } from './authorise.ts'
import { leastClass, raiseCopies } from './copies.ts'
import { changedMeanwhile } from './conflict.ts'
import { missingLines } from './names.ts'
import { prepare } from './prepare.ts'
import type { Prepared, Preparation } from './prepare.ts'
import { entryRow, insertEntries, updateEntryRow } from './store.ts'
import type { EntryRecord } from './store.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { classChanged } from './ports.ts'

/** Writes one line of a register. */
export const createEntry = defineAction({
  name: 'entry.create',
  title: { ja: '台帳に登録した', en: 'Added an entry to a register' },
  input: CreateEntry,
  authorise(handle, input) {
    const register = registerOf(handle, input.register)
    const unit =
      register.belongsTo === 'unit'
        ? (input.unit ?? actorUnit(handle) ?? null)
        : (input.unit ?? null)
    if (unit !== null && !handle.organization.view.units.has(unit))
      refuse('not-found', { what: nouns.unit })
    demandWrite(handle, register, { unit_id: unit, fields: input.fields })
    return { register, unit }
  },
  async run(handle, input, { register, unit }) {
    const copied = input.copyOf ? await origin(handle, register, input.copyOf) : undefined
    await demandOwnFiles(handle, register.fields, input.fields, copied?.fields)
    const mixed = await Promise.all(
      (input.mixtureOf ?? []).map((id) => origin(handle, register, id)),
    )
    const origins = {
      ...(copied ? { copyOf: copied.class } : {}),
      ...(mixed.length > 0 ? { mixtureOf: mixed.map((entry) => entry.class) } : {}),
    }
    const prepared = await known(
      handle,
      register,
      demand(prepare(handle, register, input.fields, origins)),
    )
    const [written] = await insertEntries(handle, register, [
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

/** Changes fields of a line; the version read must still be the one there. A changed class wants its reason. */
export const updateEntry = defineAction({
  name: 'entry.update',
  title: { ja: '台帳を書き換えた', en: 'Changed an entry of a register' },
  input: UpdateEntry,
  async authorise(handle, input) {
    const register = registerOf(handle, input.register)
    const row =
      (await entryRow(handle, register.id, input.id, true)) ??
      refuse('not-found', { what: nouns.entry })
    demandWrite(handle, register, row)
    if (input.unit) demandWrite(handle, register, { ...row, unit_id: input.unit })
    return { register, row }
  },
  async run(handle, input, { register, row }) {
    if (row.version !== input.version)
      throw new ProblemError(await changedMeanwhile(handle, register, row, input.version))
    await demandOwnFiles(handle, register.fields, input.fields ?? {}, row.fields)
    const unit = input.unit ?? row.unit_id
    const merged = mergeFields(row.fields, input.fields ?? {})
    const prepared = await known(
      handle,
      register,
      demand(prepare(handle, register, merged, {}, dayInTokyo(row.created_at))),
    )
    demandReason(register, row.class, prepared, input.reason)
    const state = stateByHand(register, row.state, input)
    await demandLeastClass(handle, register, row, prepared)
    const version = row.version + 1
    updateEntryRow(handle, {
      id: row.id,
      version,
      prepared,
      unit,
      state,
      ...(input.reason ? { reason: input.reason } : {}),
    })
    const raised = prepared.class ? await raiseCopies(handle, register, row.id, prepared.class) : []
    const cases =
      prepared.class && row.class && compareClasses(row.class, prepared.class) !== 'same'
        ? await handle.call(classChanged, { entry: row.id, reason: input.reason })
        : []
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

/** A line that another is made from: it must be readable. */
async function origin(handle: Handle, register: Register, id: string): Promise<EntryRecord> {
  const row = await entryRow(handle, register.id, id)
  if (!row || !mayRead(handle, register, row)) refuse('not-found', { what: nouns.origin })
  return row
}

/** The prepared line, or the problem that lists each faulty field. */
export function demand(preparation: Preparation): Prepared {
  if (preparation.ok) return preparation.prepared
  throw new ProblemError(
    problem('input-invalid', { count: preparation.faults.length }, { faults: preparation.faults }),
  )
}

/** Refuses lines of other registers that are not there. */
export async function known(
  handle: Handle,
  register: Register,
  prepared: Prepared,
): Promise<Prepared> {
  const faults = await missingLines(handle, register, [prepared.fields])
  if (faults.length > 0)
    throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
  return prepared
}

/** A copy or mixture may not be classed lower than what it is made of. */
export async function demandLeastClass(
  handle: Handle,
  register: Register,
  row: EntryRecord,
  prepared: Prepared,
): Promise<void> {
  const { class: after } = prepared
  if (!row.class || !after || ['same', 'raised'].includes(compareClasses(row.class, after))) return
  const least = await leastClass(handle, row)
  const { classification } = handle.organization.pack
  if (!least || !classification || compareClasses(after, inherit(least, after)) === 'same') return
  const label = classLabel(least, classification)
  const detail = {
    ja: `元の情報資産が${label}なので、それより低い分類にはできません。`,
    en: `The original is classed ${label}, so this cannot be classed lower.`,
  }
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

/** Given fields replace; null empties. */
export function mergeFields(before: FieldValues, changes: FieldValues): FieldValues {
  return Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null),
  )
}

/** The state after the edit: one that the pack lets its keeper set from the present one, with a reason. */
function stateByHand(
  register: Register,
  present: string,
  {
    state = present,
    reason,
  }: { readonly state?: string | undefined; readonly reason?: string | undefined },
): string {
  if (state === present) return present
  if (!statesByHand(register, present).includes(state))
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

/** A changed class wants its reason. */
export function demandReason(
  register: Register,
  before: ClassValue | null,
  prepared: Prepared,
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
