import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { bigramQuery } from '#kernel/fields/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { withdrawn } from '#kernel/words/words.ts'
import { sayTo } from '#platform/access/language.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { cursorsOf } from '#platform/gate/cursors.ts'
import { CaseQuery } from '../contract/lists.ts'
import type { CasePage } from '../contract/lists.ts'
import { readableUnits, restrictedProcedures, seatsOf, seesRestricted } from './access.ts'
import { nameOf } from './nameOf.ts'
import { recordIn } from './store.ts'
import { titlesOfCases } from './titles.ts'
import { anyone } from '#features/tasks/server/public.ts'

const positions = cursorsOf('cases', 'uuid')

const pageSize = 50

/**
 * Cases that the actor may read, newest first: those of the actor's unit and the units below it,
 * the actor's own, and those that the actor acted on.
 */
export const cases = defineQuery({
  name: 'case.list',
  input: CaseQuery,
  authorise: (tx) => actorPerson(tx) ?? refuse('not-found', { what: nouns.case }),
  run: async (tx, input, person): Promise<CasePage> => {
    const org = tx.organization.id
    const units = readableUnits(tx)
    const limit = input.limit ?? pageSize
    const open =
      units === undefined
        ? sql<SqlBool>`true`
        : sql<SqlBool>`(c.applicant_id = ${person} or c.unit_id = any(${[...units]}::uuid[])
      or exists (select from tasks t left join json_to_recordset(${seatsOf(tx, person)}) as m(role text, scope text, scope_id text) on m.role = t.role and m.scope = t.scope and m.scope_id = t.scope_id
        where t.organization_id = ${org} and t.case_id = c.id and t.done_at is null and (t.person_id = ${person} or t.role = ${anyone} or m.role is not null))
      or exists (select from case_steps s where s.organization_id = ${org} and s.case_id = c.id and s.actor_id = ${person}))`
    let query = tx.db
      .selectFrom('cases as c')
      .select([
        'id',
        'procedure',
        'number',
        'subject',
        'status',
        'outcome',
        'step',
        'applicant_id',
        'unit_id',
        'edition_hash',
        'record',
        'due_at',
        'opened_at',
        'ended_at',
      ])
      .where('organization_id', '=', org)
      .where(
        sql<SqlBool>`case when c.restricted or c.procedure = any(${restrictedProcedures(tx)}::text[]) then ${seesRestricted(tx, person)} else ${open} end`,
      )
    if (input.procedure) query = query.where('procedure', '=', input.procedure)
    if (input.status) query = query.where('status', '=', input.status)
    if (input.whose === 'mine') query = query.where('applicant_id', '=', person)
    if (input.whose === 'unit') query = query.where('unit_id', '=', actorUnit(tx) ?? person)
    if (input.q?.trim())
      query = query.where(sql<SqlBool>`search @@ ${bigramQuery(input.q)}::tsquery`)
    if (input.after !== undefined) query = query.where('id', '<', positions.read(input.after)[0]!)
    const batch = await query
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const listed = batch.slice(0, limit).map((row) => ({ ...row, record: recordIn(row) }))
    const titlesOf = await titlesOfCases(tx, listed)
    const rows = listed.map((row) => {
      const titles = titlesOf(row)
      return {
        id: row.id,
        procedure: row.procedure,
        procedureTitle: titles.procedure,
        number: row.number,
        subject: row.subject,
        status: row.status,
        outcome: row.outcome,
        outcomeTitle: row.outcome ? (titles.outcome ?? sayTo(tx, withdrawn)) : null,
        tone: titles.tone,
        step: row.step,
        stepTitle:
          tx.organization.pack.procedures.get(row.procedure)?.steps.get(row.step ?? '')?.title ??
          null,
        applicant: row.record?.persons[row.applicant_id] ?? nameOf(tx, row.applicant_id),
        unitTitle:
          row.record?.units[row.unit_id] ??
          tx.organization.view.units.get(row.unit_id)?.title ??
          '',
        dueAt: row.due_at?.toISOString() ?? null,
        late: row.status === 'open' && row.due_at !== null && row.due_at < tx.now,
        openedAt: row.opened_at.toISOString(),
        endedAt: row.ended_at?.toISOString() ?? null,
      }
    })
    const last = rows.at(-1)
    return { rows, ...(batch.length > limit && last ? { next: positions.write([last.id]) } : {}) }
  },
})
