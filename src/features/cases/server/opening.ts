import { begin } from '#kernel/procedures/index.ts'
import type { AboutEntry, DueEffect } from '#kernel/procedures/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { formatNumber } from '#kernel/calendar/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { safeguardsOfCase } from '#features/handling/server/public.ts'
import { begunAbout, entriesNow } from '#features/registers/server/public.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { nextNumber } from '#platform/numbers/next.ts'
import { aboutOf, caseContext, procedureOf } from './context.ts'
import { holdSeriesOfBeginning, seriesOf } from './series.ts'
import { newCase, updateCase } from './store.ts'
import type { StoredCase } from './store.ts'
import { syncTasks } from './tasks.ts'

/** Begins a case at its first step for an applicant, about entries that they may read and that are in use. Nothing of it is kept yet. `sent`: it is acted on
 * at once. */
export async function begun(
  handle: Handle,
  procedureId: string,
  applicant: string,
  about: readonly string[],
  fields: Readonly<Record<string, unknown>>,
  sent = false,
): Promise<StoredCase> {
  const procedure = procedureOf(handle, procedureId)
  // They leave in this order: the lines are locked before the counters of numbers are.
  const [entries, , number] = await Promise.all([
    aboutOf(handle, procedure, about, true),
    sent ? holdSeriesOfBeginning(handle, procedure) : undefined,
    numberFor(handle, procedure),
  ])
  return begunAt(handle, procedure, applicant, entries, fields, number)
}

/** Begins a case and keeps it at its first step. */
export async function open(
  handle: Handle,
  procedureId: string,
  applicant: string,
  about: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): Promise<StoredCase> {
  return keepBegun(handle, await begun(handle, procedureId, applicant, about, fields))
}

/** As `open`, about entries as another case left them: missing, lent out, thrown away. */
export async function follow(
  handle: Handle,
  { procedure, applicant, about, fields }: Extract<DueEffect, { kind: 'start' }>,
): Promise<StoredCase> {
  const started = procedureOf(handle, procedure)
  const entries =
    started.about && about.length > 0 ? await entriesNow(handle, started.about.register, about) : []
  return keepBegun(
    handle,
    await begunAt(handle, started, applicant, entries, fields, await numberFor(handle, started)),
  )
}

/** Keeps a case that has begun at its first step, with the task of that step. */
export async function keepBegun(handle: Handle, stored: StoredCase): Promise<StoredCase> {
  const procedure = procedureOf(handle, stored.state.procedure)
  const kept = await updateCase(
    handle,
    procedure,
    stored,
    stored.state,
    await caseContext(handle, procedure, stored.state.fields),
  )
  await syncTasks(handle, procedure, kept, true)
  await settleAbout(handle, kept)
  return kept
}

/** What asked for a case about these lines need no longer ask. */
export async function settleAbout(handle: Handle, { state }: StoredCase): Promise<void> {
  const register = procedureOf(handle, state.procedure).about?.register
  if (register !== undefined)
    await begunAbout(
      handle,
      register,
      state.procedure,
      state.about.map((entry) => entry.id),
    )
}

async function numberFor(handle: Handle, procedure: Procedure): Promise<string> {
  const { fiscalYear, first } = await nextNumber(handle, seriesOf(procedure.id))
  return formatNumber(procedure.number, { fiscalYear, n: first })
}

async function begunAt(
  handle: Handle,
  procedure: Procedure,
  applicant: string,
  entries: readonly AboutEntry[],
  fields: Readonly<Record<string, unknown>>,
  number: string,
): Promise<StoredCase> {
  const context = await caseContext(handle, procedure, fields)
  const result = begin(
    procedure,
    {
      applicant,
      about: entries,
      fields,
      safeguards: safeguardsOfCase(handle, procedure.id, entries, fields),
    },
    context,
  )
  if (!result.ok) throw new ProblemError(result.problem)
  return newCase(handle, procedure, result.state, context, number)
}
