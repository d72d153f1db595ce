import { begin } from '#kernel/procedures/index.ts'
import type { AboutEntry, CaseStart, EvaluatedEffect } from '#kernel/procedures/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { fillNumberPattern } from '#kernel/calendar/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { endFollowUpTasks, loadCurrentEntries } from '#features/registers/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { takeNumbers } from '#platform/numbers/next.ts'
import { loadAbout, caseContext, procedureOf } from './context.ts'
import { holdSeriesOfBeginning, seriesOf } from './series.ts'
import { newCase, updateCase } from './store.ts'
import type { StoredCase } from './store.ts'
import { syncTasks } from './tasks.ts'

/** How a case is begun: its first step is acted on at once; dates far away are meant so. */
interface Sending {
  readonly sent?: boolean | undefined
  readonly datesMeant?: boolean | undefined
}

/**
 * Begins a case at its first step for an applicant, about entries that they may read and that are
 * in use. Nothing of the case is written yet.
 */
export async function draftCase(
  tx: Transaction,
  procedureId: string,
  applicant: string,
  about: readonly string[],
  fields: Readonly<Record<string, unknown>>,
  { sent = false, datesMeant = true }: Sending = {},
): Promise<StoredCase> {
  const procedure = procedureOf(tx, procedureId)
  // They leave in this order: the entries are locked before the counters of numbers are.
  const [entries, , number] = await Promise.all([
    loadAbout(tx, procedure, about, true),
    sent ? holdSeriesOfBeginning(tx, procedure) : undefined,
    nextCaseNumber(tx, procedure),
  ])
  return draftFrom(tx, procedure, applicant, entries, { fields, datesMeant }, number)
}

/** Begins a case and writes it at its first step. */
export async function openCase(
  tx: Transaction,
  procedureId: string,
  applicant: string,
  about: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): Promise<StoredCase> {
  return persistDraft(tx, await draftCase(tx, procedureId, applicant, about, fields))
}

/**
 * Begins a case about the present entries, whatever their state: another case may have left them
 * missing, lent out or disposed of. Writes it at its first step.
 */
export async function openFollowUpCase(
  tx: Transaction,
  { procedure, applicant, about, fields }: Extract<EvaluatedEffect, { kind: 'start' }>,
): Promise<StoredCase> {
  const target = procedureOf(tx, procedure)
  const entries =
    target.about && about.length > 0
      ? await loadCurrentEntries(tx, target.about.register, about)
      : []
  return persistDraft(
    tx,
    await draftFrom(
      tx,
      target,
      applicant,
      entries,
      { fields, datesMeant: true, byEffect: true },
      await nextCaseNumber(tx, target),
    ),
  )
}

/** Writes a new case at its first step, with the task of that step. */
export async function persistDraft(tx: Transaction, stored: StoredCase): Promise<StoredCase> {
  const procedure = procedureOf(tx, stored.state.procedure)
  const context = await caseContext(tx, procedure, stored.state.fields)
  const updated = await updateCase(tx, procedure, stored, stored.state, context)
  await syncTasks(tx, procedure, updated, context, true)
  await endFollowUpTasksOf(tx, updated)
  return updated
}

/** Ends the tasks that asked for a case about these entries. */
export async function endFollowUpTasksOf(tx: Transaction, { state }: StoredCase): Promise<void> {
  const register = procedureOf(tx, state.procedure).about?.register
  if (register !== undefined)
    await endFollowUpTasks(
      tx,
      register,
      state.procedure,
      state.about.map((entry) => entry.id),
    )
}

/**
 * The next number of a procedure. Where another procedure writes the same numbers, in this edition
 * or before it (a procedure that had another id), those that are taken are passed over.
 */
async function nextCaseNumber(tx: Transaction, procedure: Procedure): Promise<string> {
  const owner = numberOwner(tx.organization.pack, procedure)
  const shared = owner !== procedure.id
  for (;;) {
    const { fiscalYear, first } = await takeNumbers(tx, seriesOf(owner))
    const number = fillNumberPattern(procedure.number, { fiscalYear, n: first })
    if ((!shared && first > 1) || !(await isTaken(tx, number))) return number
  }
}

/** Of the procedures that write the same numbers, the first: they share its series. */
function numberOwner(pack: Pack, { id, number }: Procedure): string {
  return [...pack.procedures.values()].find((other) => other.number === number)?.id ?? id
}

async function isTaken(tx: Transaction, number: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('cases')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('number', '=', number)
    .executeTakeFirst()
  return row !== undefined
}

async function draftFrom(
  tx: Transaction,
  procedure: Procedure,
  applicant: string,
  entries: readonly AboutEntry[],
  start: Pick<CaseStart, 'fields' | 'datesMeant' | 'byEffect'>,
  number: string,
): Promise<StoredCase> {
  const context = await caseContext(tx, procedure, start.fields ?? {}, entries)
  const result = begin(procedure, { applicant, about: entries, ...start }, context)
  if (!result.ok) throw new ProblemError(result.problem)
  return newCase(tx, procedure, result.state, context, number)
}
