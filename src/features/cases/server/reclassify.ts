import { compareClasses } from '#kernel/classes/index.ts'
import { classOf, reclassifyCase } from '#kernel/procedures/index.ts'
import type { AboutEntry } from '#kernel/procedures/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { loadCurrentEntries } from '#features/registers/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { caseContext, procedureOf } from './context.ts'
import { lockCases, openCasesAbout } from './locks.ts'
import { updateCase } from './store.ts'
import type { StoredCase } from './store.ts'
import { syncTasks } from './tasks.ts'

const usualReason = '台帳で分類が変わりました。'

/**
 * Reclassifies the open cases about entries whose class changed: approvals by the lower class start
 * again. Runs in the transaction of the edit, which may be the outcome of one of these cases
 * (`except`). `reasons`: the reason by entry. Returns the cases that changed, each with the entry
 * that caused it.
 */
export async function reclassifyCases(
  tx: Transaction,
  reasons: ReadonlyMap<string, string | undefined>,
  except?: string,
): Promise<{ readonly number: string; readonly line: string }[]> {
  const entriesByCase = await openCasesAbout(tx, [...reasons.keys()])
  const ids = [...entriesByCase.keys()].filter((id) => id !== except)
  if (ids.length === 0) return []
  const cases = (await lockCases(tx, ids)).filter(
    ({ id, state }) => ids.includes(id) && state.status === 'open',
  )
  const entries = await entriesOfCases(tx, cases)
  const numbers: { number: string; line: string }[] = []
  for (const stored of cases) {
    const line = entriesByCase.get(stored.id) ?? ''
    const reason = reasons.get(line)?.trim() || usualReason
    const about = stored.state.about.flatMap(({ id }) => entries.get(id) ?? [])
    if (await reclassify(tx, stored, about, reason)) numbers.push({ number: stored.number, line })
  }
  return numbers
}

/** The present entries that cases are about, by id; one statement for each register. */
async function entriesOfCases(
  tx: Transaction,
  cases: readonly StoredCase[],
): Promise<ReadonlyMap<string, AboutEntry>> {
  const byRegister = Map.groupBy(
    cases,
    ({ state }) => procedureOf(tx, state.procedure).about?.register ?? '',
  )
  const entries = new Map<string, AboutEntry>()
  for (const [register, some] of byRegister) {
    const ids = new Set(some.flatMap(({ state }) => state.about.map(({ id }) => id)))
    for (const entry of await loadCurrentEntries(tx, register, [...ids]))
      entries.set(entry.id, entry)
  }
  return entries
}

/** Reclassifies one case. Returns whether it changed. */
async function reclassify(
  tx: Transaction,
  stored: StoredCase,
  about: readonly AboutEntry[],
  reason: string,
): Promise<boolean> {
  const { state } = stored
  const procedure = procedureOf(tx, state.procedure)
  if (compareClasses(classOf(procedure, state), classOf(procedure, { ...state, about })) === 'same')
    return false
  const context = await caseContext(tx, procedure, state.fields)
  const transition = reclassifyCase(
    procedure,
    state,
    { actor: actorPerson(tx) ?? state.applicant, reason, about },
    context,
  )
  if (!transition.ok) throw new ProblemError(transition.problem)
  const after = await updateCase(tx, procedure, stored, transition.state, context)
  await syncTasks(tx, procedure, after, context, transition.event.to !== undefined)
  return true
}
