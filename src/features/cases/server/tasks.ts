import type { Procedure, Step } from '#kernel/packs/procedure.ts'
import type { CaseState, Waiting } from '#kernel/procedures/index.ts'
import { dueAt, recordersOf } from '#kernel/procedures/index.ts'
import { keyOf, placeOf } from '#features/tasks/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { caseContext } from './context.ts'
import type { StoredCase } from './store.ts'

/** Makes the open tasks of a case those that its present step waits for; what no longer waits is done. `moved`: the case entered its step with this act,
 * so that tasks of an earlier visit to the same step are over too. */
export async function syncTasks(
  handle: Handle,
  procedure: Procedure,
  stored: StoredCase,
  moved: boolean,
): Promise<void> {
  const { state } = stored
  const step = procedure.steps.get(state.step ?? '')
  const awaited = [
    ...open(state).map((waiting): Wanted => ({
      ...waiting,
      kind: waiting.meeting ? 'meeting' : 'step',
    })),
    ...(await recorders(handle, procedure, step, state)),
  ]
  const wanted = new Map(
    awaited.map((waiting) => [
      `${waiting.kind}|${state.step}|${keyOf(placeOf(waiting.party))}`,
      waiting,
    ]),
  )
  const due = step ? dueAt(step, state) : null
  const due_at = due ? new Date(due.due) : null
  const tasks = handle.db.updateTable('tasks').where('organization_id', '=', handle.organization.id)
  const over = tasks.set({ done_at: handle.now, done_by: actorPerson(handle) ?? null })
  const isNew = stored.fresh !== undefined
  if (moved && !isNew)
    handle.later(
      over
        .where('case_id', '=', stored.id)
        .where('kind', 'in', [...stepKinds])
        .where('done_at', 'is', null),
    )
  for (const task of moved || isNew ? [] : await standingTasks(handle, stored.id)) {
    const key = `${task.kind}|${task.step}|${keyOf(task)}`
    const waiting = wanted.get(key)
    wanted.delete(key)
    if (!waiting) handle.later(over.where('id', '=', task.id))
    else if (
      !sameSet(task.excluded, waiting.excluded) ||
      task.due_at?.getTime() !== due_at?.getTime()
    )
      handle.later(tasks.set({ excluded: [...waiting.excluded], due_at }).where('id', '=', task.id))
  }
  const rows = [...wanted.values()].map((waiting) => ({
    organization_id: handle.organization.id,
    id: handle.newId(),
    kind: waiting.kind,
    case_id: stored.id,
    step: state.step ?? null,
    title: step?.title ?? '',
    ...placeOf(waiting.party),
    excluded: [...waiting.excluded],
    due_at,
    created_at: handle.now,
  }))
  if (rows.length > 0) handle.later(handle.db.insertInto('tasks').values(rows))
}

/** Kinds of tasks that wait for the present step of a case. */
const stepKinds = ['step', 'meeting', 'paper'] as const

function standingTasks(handle: Handle, caseId: string) {
  return handle.db
    .selectFrom('tasks')
    .select(['id', 'kind', 'step', 'person_id', 'role', 'scope', 'scope_id', 'excluded', 'due_at'])
    .where('organization_id', '=', handle.organization.id)
    .where('case_id', '=', caseId)
    .where('kind', 'in', [...stepKinds])
    .where('done_at', 'is', null)
    .execute()
}

interface Wanted extends Pick<Waiting, 'party' | 'excluded'> {
  readonly kind: 'step' | 'meeting' | 'paper'
}

/** Those who bring the step in on paper, where somebody whose turn it is has no account to do it with. */
async function recorders(
  handle: Handle,
  procedure: Procedure,
  step: Step | undefined,
  state: CaseState,
): Promise<Wanted[]> {
  if (!step || step.paperBy.length === 0) return []
  const persons = open(state).flatMap(({ party }) =>
    party !== 'anyone' && 'person' in party ? [party.person] : [],
  )
  if (persons.length === 0) return []
  const able = await handle.db
    .selectFrom('accounts')
    .select('person_id')
    .where('organization_id', '=', handle.organization.id)
    .where('person_id', 'in', persons)
    .where('ended_at', 'is', null)
    .where('suspended_at', 'is', null)
    .execute()
  if (persons.every((person) => able.some((account) => account.person_id === person))) return []
  return recordersOf(step, state, await caseContext(handle, procedure, state.fields)).map(
    (party) => ({ party, excluded: step.decides ? [state.applicant] : [], kind: 'paper' }),
  )
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id))
}

function open(state: CaseState): readonly Waiting[] {
  return state.status === 'open' ? state.waitingFor.filter((waiting) => !waiting.decided) : []
}
