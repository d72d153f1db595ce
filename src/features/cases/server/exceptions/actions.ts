import type { FieldValues } from '#kernel/fields/types.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { standInFor } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { CasePath } from '../../contract.ts'
import { procedureOf } from '../context.ts'
import { open } from '../opening.ts'
import { setErrands } from '#features/tasks/server/public.ts'
import { receipt } from '../proceed.ts'
import { lockedCase } from '../locks.ts'
import { linkFollowing } from '../store.ts'
import { errandOf } from './grant.ts'
import { exceptionRow, lockedException } from './queries.ts'
import type { ExceptionRecord } from './queries.ts'

/** Begins the application for a further exception with what was written for the one that ends. */
export const renewException = defineAction({
  name: 'exception.renew',
  title: { ja: '例外の延長を申請し始めた', en: 'Began to apply for a longer exception' },
  input: CasePath,
  authorise: own,
  async run(handle, { id }, { stored, person }) {
    const procedure = procedureOf(handle, stored.state.procedure)
    const begun = await open(
      handle,
      procedure.id,
      person,
      stored.state.about.map((entry) => entry.id),
      renewed(procedure, stored.state.fields),
    )
    const row = await stillRunning(handle, id)
    linkFollowing(handle, begun.id, stored.id)
    await setErrands(handle, errandOf(row.id), [])
    return {
      result: receipt(begun),
      event: {
        subject: { kind: 'case', id: begun.id },
        detail: { number: begun.number, renews: row.number },
      },
    }
  },
})

/** The applicant lets an exception end on its day. */
export const releaseException = defineAction({
  name: 'exception.release',
  title: { ja: '例外をこのまま終わらせると決めた', en: 'Decided to let an exception end' },
  input: CasePath,
  authorise: own,
  async run(handle, { id }) {
    const row = await stillRunning(handle, id)
    await handle.db
      .updateTable('exceptions')
      .set({ released_at: handle.now })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', row.id)
      .execute()
    await setErrands(handle, errandOf(row.id), [])
    return {
      result: { id: row.id },
      event: {
        subject: { kind: 'case', id: row.case_id },
        detail: { number: row.number, until: row.until_on },
      },
    }
  },
})

/** The case that granted a running exception for which the actor applied, locked with its lines. */
async function own(handle: Handle, { id }: { readonly id: string }) {
  const person = actorPerson(handle) ?? refuse('signed-out')
  const row = await exceptionRow(handle, id)
  const stored = await lockedCase(handle, row.case_id)
  if (standInFor(stored.state, stored.state.applicant) !== person || row.ended_at !== null)
    refuse('not-found', { what: nouns.exception })
  return { stored, person }
}

/** The exception, locked: after the counters of numbers that the action takes from. */
async function stillRunning(handle: Handle, id: string): Promise<ExceptionRecord> {
  const row = await lockedException(handle, id)
  return row.ended_at === null ? row : refuse('not-found', { what: nouns.exception })
}

/** What the first step asks for, without the days: they are what is to be written anew. */
function renewed(procedure: Procedure, fields: FieldValues): FieldValues {
  const first = new Set(procedure.steps.get(procedure.start)?.fill)
  const kept = procedure.fields.filter(
    (field) =>
      first.has(field.id) &&
      field.type !== 'date' &&
      field.type !== 'date-time' &&
      field.type !== 'files',
  )
  return Object.fromEntries(
    kept.flatMap((field) => (fields[field.id] === undefined ? [] : [[field.id, fields[field.id]]])),
  )
}
