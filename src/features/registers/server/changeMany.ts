import { diffValues, groundsOfFaults } from '#kernel/fields/index.ts'
import type { FieldFault } from '#kernel/fields/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register } from '#kernel/packs/types.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { dayInTokyo } from '#platform/environment.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import { ChangeMany } from '../contract/entries.ts'
import {
  demandKnown,
  demandLeastClasses,
  demandReason,
  lockedToChange,
  mergeFields,
} from './actions.ts'
import type { PlannedChange } from './plannedChange.ts'
import { demandWrite, registerOf } from './authorise.ts'
import { demandVersions } from './conflict.ts'
import { demandDatesMeant } from './farDates.ts'
import { demandHolderHere } from './holderHere.ts'
import { prepare } from './prepare.ts'
import { followClasses } from './reclassification.ts'
import { updateEntryRows } from './store.ts'
import type { EntryRecord } from './entryRecord.ts'

/**
 * Makes the same change to many entries: all or none, in one event. An entry that the change leaves
 * as it is gets no new version.
 */
export const changeMany = defineAction({
  name: 'entry.change-many',
  title: { ja: '台帳の複数の行を書き換えた', en: 'Changed several entries of a register' },
  input: ChangeMany,
  async authorise(tx, input) {
    const register = registerOf(tx, input.register)
    const versions = new Map(input.entries.map(({ id, version }) => [id, version]))
    if (versions.size < input.entries.length) refuseTwice()
    const rows = await lockedToChange(tx, register, [...versions.keys()], input.fields)
    if (rows.length < versions.size) refuse('not-found', { what: nouns.entry })
    for (const row of rows) demandWrite(tx, register, row)
    await demandVersions(tx, rows, versions)
    if (input.unit) {
      if (!tx.organization.view.units.has(input.unit)) refuse('not-found', { what: nouns.unit })
      for (const row of rows) demandWrite(tx, register, { ...row, unit_id: input.unit })
    }
    return { register, rows }
  },
  async run(tx, input, { register, rows }) {
    for (const row of rows)
      demandHolderHere(tx, register, { fields: input.fields ?? {}, state: row.state }, row.fields)
    await demandOwnFiles(tx, register.fields, input.fields ?? {})
    const changes = planChanges(tx, register, rows, input.fields ?? {}).filter(
      ({ row, prepared }) =>
        diffValues(row.fields, prepared.fields).length > 0 ||
        (input.unit !== undefined && input.unit !== row.unit_id),
    )
    await demandKnown(
      tx,
      register,
      changes.map(({ prepared }) => prepared),
    )
    demandDatesMeant(
      tx,
      register,
      changes.map(({ row, prepared }) => ({ before: row.fields, after: prepared.fields })),
      input.datesMeant,
    )
    for (const { row, prepared } of changes)
      demandReason(register, row.class, prepared, input.reason)
    await demandLeastClasses(tx, register, changes)
    updateEntryRows(
      tx,
      changes.map(({ row, prepared }) => ({
        id: row.id,
        version: row.version + 1,
        prepared,
        unit: input.unit ?? row.unit_id,
        state: row.state,
        ...(input.reason ? { reason: input.reason } : {}),
      })),
    )
    const { raised } = await followClasses(tx, register, changes, input.reason)
    return {
      result: { changed: changes.length },
      event: {
        subject: { kind: 'register', id: register.id },
        detail: {
          fields: input.fields ?? {},
          ...(input.unit ? { unit: input.unit } : {}),
          reason: input.reason ?? null,
          numbers: changes.map(({ row }) => row.number),
          ...(raised.length > 0 ? { raised } : {}),
        },
      },
      organizationChanged: register.scope !== undefined,
    }
  },
})

function refuseTwice(): never {
  return refuse(
    'input-invalid',
    { count: 1 },
    {
      faults: [
        {
          at: '/entries',
          detail: { ja: '同じ行が二度あります。', en: 'The same entry stands there twice.' },
        },
      ],
    },
  )
}

/** Prepares the new state of each entry; refuses with the faults of all entries, if any. */
function planChanges(
  tx: Transaction,
  register: Register,
  rows: readonly EntryRecord[],
  fields: FieldValues,
): PlannedChange[] {
  const faults: (FaultWords & Pick<FieldFault, 'provisions'>)[] = []
  const plans = rows.flatMap((row) => {
    const preparation = prepare(
      tx,
      register,
      mergeFields(row.fields, fields),
      {},
      dayInTokyo(row.created_at),
    )
    if (preparation.ok) return [{ row, prepared: preparation.prepared }]
    faults.push(
      ...preparation.faults.map((fault) => ({
        ...fault,
        detail: {
          ja: `${row.number}「${row.name}」：${fault.detail.ja}`,
          en: `${row.number} “${row.name}”: ${fault.detail.en}`,
        },
      })),
    )
    return []
  })
  if (faults.length > 0)
    throw new ProblemError(
      problem(
        'input-invalid',
        { count: faults.length },
        { faults: faults.slice(0, 100), ...groundsOfFaults(faults) },
      ),
    )
  return plans
}
