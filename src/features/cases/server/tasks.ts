import type { Procedure, Step } from '#kernel/packs/procedure.ts'
import type { CaseContext, CaseState, Waiting } from '#kernel/procedures/index.ts'
import { applicantsOf, deadlineOf, recordersOf } from '#kernel/procedures/index.ts'
import { keyOf, placeOf } from '#features/tasks/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { openStepTasks, stepKinds } from './stepTasks.ts'
import type { StoredCase } from './store.ts'

/**
 * Makes the open tasks of a case those that its present step waits for, and closes all others.
 * `moved`: the case entered its step with this act, so that tasks of an earlier visit to the same
 * step are closed too. `open`: the tasks that were open before, where they are known; the journal
 * then knows without asking what becomes of them.
 */
export async function syncTasks(
  tx: Transaction,
  procedure: Procedure,
  stored: StoredCase,
  context: CaseContext,
  moved: boolean,
  open?: readonly string[],
): Promise<void> {
  const { state } = stored
  const step = procedure.steps.get(state.step ?? '')
  const awaited = [
    ...openWaits(state).map((waiting): ExpectedTask => ({
      ...waiting,
      kind: waiting.meeting ? 'meeting' : 'step',
    })),
    ...(await recorders(tx, step, state, context)),
  ]
  const expected = new Map(
    awaited.map((waiting) => [
      `${waiting.kind}|${state.step}|${keyOf(placeOf(waiting.party))}`,
      waiting,
    ]),
  )
  const due = step ? deadlineOf(step, state, context.calendar) : null
  const due_at = due ? new Date(due.due) : null
  const tasks = tx.db.updateTable('tasks').where('organization_id', '=', tx.organization.id)
  const closing = tasks.set({ done_at: tx.now, done_by: actorPerson(tx) ?? null })
  const isNew = stored.creation !== undefined
  if (moved && !isNew && open !== undefined && open.length <= fewTasks)
    for (const id of open) tx.deferWrite(closing.where('id', '=', id))
  else if (moved && !isNew)
    tx.deferWrite(
      closing
        .where('case_id', '=', stored.id)
        .where('kind', 'in', [...stepKinds])
        .where('done_at', 'is', null),
    )
  for (const task of moved || isNew ? [] : await openTasks(tx, stored.id)) {
    const key = `${task.kind}|${task.step}|${keyOf(task)}`
    const waiting = expected.get(key)
    expected.delete(key)
    if (!waiting) tx.deferWrite(closing.where('id', '=', task.id))
    else if (
      !sameSet(task.excluded, waiting.excluded) ||
      task.due_at?.getTime() !== due_at?.getTime()
    )
      tx.deferWrite(
        tasks.set({ excluded: [...waiting.excluded], due_at }).where('id', '=', task.id),
      )
  }
  const rows = [...expected.values()].map((waiting) => ({
    organization_id: tx.organization.id,
    id: tx.newId(),
    kind: waiting.kind,
    case_id: stored.id,
    step: state.step ?? null,
    title: step?.title ?? '',
    ...placeOf(waiting.party),
    excluded: [...waiting.excluded],
    due_at,
    created_at: tx.now,
    ...emptyColumns,
  }))
  if (rows.length > 0) tx.deferWrite(tx.db.insertInto('tasks').values(rows))
}

/** Tasks that are closed one by one; more are closed by one statement. */
const fewTasks = 8

/** Said, so that the state of the row is known before it is written. */
const emptyColumns = {
  purpose: null,
  subject: null,
  verb: null,
  english: null,
  href: null,
  done_at: null,
  done_by: null,
} as const

function openTasks(tx: Transaction, caseId: string) {
  return openStepTasks(tx, caseId)
    .select(['id', 'kind', 'step', 'person_id', 'role', 'scope', 'scope_id', 'excluded', 'due_at'])
    .execute()
}

interface ExpectedTask extends Pick<Waiting, 'party' | 'excluded'> {
  readonly kind: 'step' | 'meeting' | 'paper'
}

/**
 * Tasks for the persons who record a step that comes in on paper. There are some only where a
 * person whose turn it is has no account in use.
 */
async function recorders(
  tx: Transaction,
  step: Step | undefined,
  state: CaseState,
  context: CaseContext,
): Promise<ExpectedTask[]> {
  if (!step || step.paperBy.length === 0) return []
  const persons = openWaits(state).flatMap(({ party }) =>
    party !== 'anyone' && 'person' in party ? [party.person] : [],
  )
  if (persons.length === 0) return []
  const withAccount = await tx.db
    .selectFrom('accounts')
    .select('person_id')
    .where('organization_id', '=', tx.organization.id)
    .where('person_id', 'in', persons)
    .where('ended_at', 'is', null)
    .where('suspended_at', 'is', null)
    .execute()
  if (persons.every((person) => withAccount.some((account) => account.person_id === person)))
    return []
  return recordersOf(step, state, context).map((party) => ({
    party,
    excluded: step.decides ? applicantsOf(state) : [],
    kind: 'paper',
  }))
}

function sameSet(first: readonly string[], other: readonly string[]): boolean {
  return first.length === other.length && first.every((id) => other.includes(id))
}

function openWaits(state: CaseState): readonly Waiting[] {
  return state.status === 'open' ? state.waitingFor.filter((waiting) => !waiting.decided) : []
}
