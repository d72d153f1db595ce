import type { FieldValues } from '#kernel/fields/types.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { standInFor } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { CasePath } from '../../contract/common.ts'
import { procedureOf } from '../context.ts'
import { openCase } from '../openCase.ts'
import { setAdHocTasks } from '#features/tasks/server/public.ts'
import { toReceipt } from '../persistTransition.ts'
import { lockedCase } from '../locks.ts'
import { linkFollowing } from '../linkedCases.ts'
import { exceptionPurpose } from './grant.ts'
import { exceptionRow, lockedException } from './queries.ts'
import type { ExceptionRecord } from './queries.ts'

/** Begins the application for a further exception, filled in as the one that ends was. */
export const renewException = defineAction({
  name: 'exception.renew',
  title: { ja: '例外の延長を申請し始めた', en: 'Began to apply for a longer exception' },
  input: CasePath,
  authorise: loadOwnException,
  async run(tx, { id }, { stored, person }) {
    const procedure = procedureOf(tx, stored.state.procedure)
    const followUp = await openCase(
      tx,
      procedure.id,
      person,
      stored.state.about.map((entry) => entry.id),
      fieldsToRenew(procedure, stored.state.fields),
    )
    const row = await stillRunning(tx, id)
    linkFollowing(tx, followUp.id, stored.id)
    await setAdHocTasks(tx, exceptionPurpose(row.id), [])
    return {
      result: toReceipt(followUp),
      event: {
        subject: { kind: 'case', id: followUp.id },
        detail: { number: followUp.number, renews: row.number },
      },
    }
  },
})

/** Records that the applicant lets an exception end on its last day. */
export const releaseException = defineAction({
  name: 'exception.release',
  title: { ja: '例外をこのまま終わらせると決めた', en: 'Decided to let an exception end' },
  input: CasePath,
  authorise: loadOwnException,
  async run(tx, { id }) {
    const row = await stillRunning(tx, id)
    await tx.db
      .updateTable('exceptions')
      .set({ released_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    await setAdHocTasks(tx, exceptionPurpose(row.id), [])
    return {
      result: { id: row.id },
      event: {
        subject: { kind: 'case', id: row.case_id },
        detail: { number: row.number, until: row.until_on },
      },
    }
  },
})

/**
 * The case that granted a running exception for which the actor applied, locked with its entries.
 */
async function loadOwnException(tx: Transaction, { id }: { readonly id: string }) {
  const person = actorPerson(tx) ?? refuse('signed-out')
  const row = await exceptionRow(tx, id)
  const stored = await lockedCase(tx, row.case_id)
  if (standInFor(stored.state, stored.state.applicant) !== person || row.ended_at !== null)
    refuse('not-found', { what: nouns.exception })
  return { stored, person }
}

/** The exception, locked. The counters of numbers that the action uses are locked before it. */
async function stillRunning(tx: Transaction, id: string): Promise<ExceptionRecord> {
  const row = await lockedException(tx, id)
  return row.ended_at === null ? row : refuse('not-found', { what: nouns.exception })
}

/**
 * Values of the fields of the first step, without the days, which the applicant writes again, and
 * without what the program puts in.
 */
function fieldsToRenew(procedure: Procedure, fields: FieldValues): FieldValues {
  const first = new Set(procedure.steps.get(procedure.start)?.fill)
  const renewable = procedure.fields.filter(
    (field) =>
      first.has(field.id) &&
      procedure.fixed?.has(field.id) !== true &&
      field.type !== 'date' &&
      field.type !== 'date-time' &&
      field.type !== 'files',
  )
  return Object.fromEntries(
    renewable.flatMap((field) =>
      fields[field.id] === undefined ? [] : [[field.id, fields[field.id]]],
    ),
  )
}
