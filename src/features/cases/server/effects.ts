import { actorsOf, begin } from '#kernel/procedures/index.ts'
import type { AboutEntry, CaseContext, DueEffect } from '#kernel/procedures/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Party } from '#kernel/organization/who.ts'
import { formatNumber } from '#kernel/calendar/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { safeguardsOfCase } from '#features/handling/server/public.ts'
import { begunAbout, changeEntries, entriesNow, writeEntry } from '#features/registers/server/public.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { nextNumber } from '#platform/numbers/next.ts'
import { aboutOf, caseContext, procedureOf } from './context.ts'
import { insertCase } from './store.ts'
import type { StoredCase } from './store.ts'
import { syncTasks } from './tasks.ts'

/** What the effects of one act brought about, for the answer and the journal. */
export interface Carried {
  readonly opened: readonly { readonly id: string; readonly number: string; readonly subject: string }[]
  readonly detail: readonly Readonly<Record<string, unknown>>[]
  readonly outgoing: readonly Outgoing[]
}

/** Carries out the effects of an act in its own transaction. */
export async function carryOut(handle: Handle, source: StoredCase, effects: readonly DueEffect[], context: CaseContext): Promise<Carried> {
  const opened: { id: string; number: string; subject: string }[] = []
  const detail: Record<string, unknown>[] = []
  const outgoing: Outgoing[] = []
  for (const effect of effects) {
    switch (effect.kind) {
      case 'start': {
        const started = await follow(handle, effect)
        await handle.db.insertInto('links').values({ organization_id: handle.organization.id, from_kind: 'case', from_id: started.id, relation: 'follows', to_kind: 'case', to_id: source.id }).execute()
        opened.push({ id: started.id, number: started.number, subject: started.subject })
        detail.push({ start: effect.procedure, case: started.number })
        break
      }
      case 'change': {
        const numbers = await changeEntries(handle, effect.entries, { fields: effect.fields, ...(effect.state === undefined ? {} : { state: effect.state }) }, `案件 ${source.number} による`)
        detail.push({ change: numbers, ...(effect.state === undefined ? {} : { state: effect.state }), fields: effect.fields })
        break
      }
      case 'write': {
        const written = await writeEntry(handle, effect.register, effect.fields, effect.unit, `案件 ${source.number} による`)
        detail.push({ write: effect.register, number: written.number })
        break
      }
      case 'tell': {
        const told = await tell(handle, effect.to, effect.message, source.id, context)
        outgoing.push(...told.outgoing)
        detail.push({ tell: told.persons })
        break
      }
      default: throw new TypeError(`the effect ${effect.kind} is not carried out`)
    }
  }
  return { opened, detail, outgoing }
}

/** Opens a case at its first step for an applicant, about entries that they may read and that are in use. */
export async function open(handle: Handle, procedureId: string, applicant: string, about: readonly string[], fields: Readonly<Record<string, unknown>>): Promise<StoredCase> {
  return openAbout(handle, procedureOf(handle, procedureId), applicant, await aboutOf(handle, procedureOf(handle, procedureId), about), fields)
}

/** As `open`, about entries as another case left them: missing, lent out, thrown away. */
async function follow(handle: Handle, { procedure, applicant, about, fields }: Extract<DueEffect, { kind: 'start' }>): Promise<StoredCase> {
  const started = procedureOf(handle, procedure)
  return openAbout(handle, started, applicant, started.about && about.length > 0 ? await entriesNow(handle, started.about.register, about) : [], fields)
}

async function openAbout(handle: Handle, procedure: Procedure, applicant: string, entries: readonly AboutEntry[], fields: Readonly<Record<string, unknown>>): Promise<StoredCase> {
  const context = await caseContext(handle, procedure, fields)
  const begun = begin(procedure, { applicant, about: entries, fields, safeguards: safeguardsOfCase(handle, procedure.id, entries, fields) }, context)
  if (!begun.ok) throw new ProblemError(begun.problem)
  const { fiscalYear, first } = await nextNumber(handle, `procedures/${procedure.id}`)
  const stored = await insertCase(handle, procedure, begun.state, context, formatNumber(procedure.number, { fiscalYear, n: first }))
  await syncTasks(handle, procedure, stored, true)
  if (procedure.about) await begunAbout(handle, procedure.about.register, procedure.id, entries.map((entry) => entry.id))
  return stored
}

/** Tells the persons who act for the parties today: a notice on their home page, and a mail where mail is set up. */
export async function tell(handle: Handle, parties: readonly Party[], message: string, caseId: string, context: CaseContext): Promise<{ persons: string[]; outgoing: Outgoing[] }> {
  const persons = [...new Set(parties.flatMap((party) => {
    const actors = actorsOf({ party, excluded: [] }, context)
    return actors === 'anyone' ? [] : actors
  }))]
  if (persons.length > 0) {
    await handle.db.insertInto('notices').values(persons.map((person_id) => ({ organization_id: handle.organization.id, id: handle.newId(), person_id, case_id: caseId, message, at: handle.now }))).execute()
  }
  return { persons, outgoing: persons.map((person) => ({ kind: 'mail', payload: { person, subject: message, caseId } })) }
}
