import { compareClasses } from '#kernel/classes/index.ts'
import { classOf, reclassified } from '#kernel/procedures/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { safeguardsOfCase } from '#features/handling/server/public.ts'
import { entriesNow } from '#features/registers/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { caseContext, procedureOf } from './context.ts'
import { loadCase, updateCase } from './store.ts'
import { syncTasks } from './tasks.ts'

/** Tells open cases about an entry that its class has changed: approvals by the lower class start again. In the transaction of the edit, which
 * may be the outcome of one of them (`except`); returns the numbers of the cases touched. */
export async function reclassifyCases(
  handle: Handle,
  entryId: string,
  reason = '台帳で分類が変わりました。',
  except?: string,
): Promise<string[]> {
  const rows = await handle.db
    .selectFrom('links as l')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 'l.organization_id').onRef('c.id', '=', 'l.from_id'),
    )
    .select('c.id')
    .where('l.organization_id', '=', handle.organization.id)
    .where('l.to_kind', '=', 'entry')
    .where('l.to_id', '=', entryId)
    .where('l.from_kind', '=', 'case')
    .where('l.relation', '=', 'about')
    .where('c.status', '=', 'open')
    .orderBy('c.id')
    .execute()
  const touched: string[] = []
  for (const { id } of rows.filter((row) => row.id !== except)) {
    const number = await reclassify(handle, id, reason.trim() || '台帳で分類が変わりました。')
    if (number !== undefined) touched.push(number)
  }
  return touched
}

async function reclassify(
  handle: Handle,
  caseId: string,
  reason: string,
): Promise<string | undefined> {
  const stored = await loadCase(handle, caseId, true)
  const { state } = stored
  if (state.status !== 'open') return undefined
  const procedure = procedureOf(handle, state.procedure)
  const about = await entriesNow(
    handle,
    procedure.about?.register ?? '',
    state.about.map((entry) => entry.id),
  )
  if (compareClasses(classOf(procedure, state), classOf(procedure, { ...state, about })) === 'same')
    return undefined
  const context = await caseContext(handle, procedure, state.fields)
  const safeguards = safeguardsOfCase(handle, procedure.id, about, state.fields)
  const decided = reclassified(
    procedure,
    state,
    { actor: actorPerson(handle) ?? state.applicant, reason, about, safeguards },
    context,
  )
  if (!decided.ok) throw new ProblemError(decided.problem)
  const after = await updateCase(handle, procedure, stored, decided.state, context)
  await syncTasks(handle, procedure, after, decided.happening.to !== undefined)
  return after.number
}
