import { actorsOf, begin } from '#kernel/procedures/index.ts'
import type { AboutEntry, CaseContext, DueEffect } from '#kernel/procedures/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { covers } from '#kernel/organization/index.ts'
import type { Party } from '#kernel/organization/who.ts'
import { formatNumber } from '#kernel/calendar/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { safeguardsOfCase } from '#features/handling/server/public.ts'
import { begunAbout, entriesNow } from '#features/registers/server/public.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { nextNumber } from '#platform/numbers/next.ts'
import { aboutOf, caseContext, procedureOf } from './context.ts'
import { insertCase } from './store.ts'
import type { StoredCase } from './store.ts'
import { syncTasks } from './tasks.ts'

/** Opens a case at its first step for an applicant, about entries that they may read and that are in use. */
export async function open(handle: Handle, procedureId: string, applicant: string, about: readonly string[], fields: Readonly<Record<string, unknown>>): Promise<StoredCase> {
  const procedure = procedureOf(handle, procedureId)
  const [entries, number] = await Promise.all([aboutOf(handle, procedure, about), numberFor(handle, procedure)])
  return openAbout(handle, procedure, applicant, entries, fields, number)
}

/** As `open`, about entries as another case left them: missing, lent out, thrown away. */
export async function follow(handle: Handle, { procedure, applicant, about, fields }: Extract<DueEffect, { kind: 'start' }>): Promise<StoredCase> {
  const started = procedureOf(handle, procedure)
  const entries = started.about && about.length > 0 ? await entriesNow(handle, started.about.register, about) : []
  return openAbout(handle, started, applicant, entries, fields, await numberFor(handle, started))
}

async function numberFor(handle: Handle, procedure: Procedure): Promise<string> {
  const { fiscalYear, first } = await nextNumber(handle, `procedures/${procedure.id}`)
  return formatNumber(procedure.number, { fiscalYear, n: first })
}

async function openAbout(handle: Handle, procedure: Procedure, applicant: string, entries: readonly AboutEntry[], fields: Readonly<Record<string, unknown>>, number: string): Promise<StoredCase> {
  const context = await caseContext(handle, procedure, fields)
  const begun = begin(procedure, { applicant, about: entries, fields, safeguards: safeguardsOfCase(handle, procedure.id, entries, fields) }, context)
  if (!begun.ok) throw new ProblemError(begun.problem)
  const stored = await insertCase(handle, procedure, begun.state, context, number)
  await syncTasks(handle, procedure, stored, true)
  if (procedure.about) await begunAbout(handle, procedure.about.register, procedure.id, entries.map((entry) => entry.id))
  return stored
}

/** All who work here today. */
function everyone(handle: Handle): string[] {
  return [...handle.organization.view.persons.values()].filter((person) => covers(person, handle.today)).map((person) => person.id)
}

/** Tells the persons who act for the parties today: a notice on their home page, and a mail where mail is set up. */
export async function tell(handle: Handle, parties: readonly Party[], message: string, caseId: string, context: CaseContext): Promise<{ persons: string[]; outgoing: Outgoing[] }> {
  const persons = [...new Set(parties.flatMap((party) => {
    const actors = actorsOf({ party, excluded: [] }, context)
    return actors === 'anyone' ? everyone(handle) : actors
  }))]
  if (persons.length > 0) {
    handle.later(handle.db.insertInto('notices').values(persons.map((person_id) => ({ organization_id: handle.organization.id, id: handle.newId(), person_id, case_id: caseId, message, at: handle.now }))))
  }
  return { persons, outgoing: persons.map((person) => ({ kind: 'mail', payload: { person, subject: message, caseId } })) }
}
