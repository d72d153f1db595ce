import {
  abilitiesOf,
  actorsOf,
  decodeCaseState,
  openQuestion,
  partyTitle,
  plannedFor,
} from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState, Deadline } from '#kernel/procedures/index.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { ScopeKind } from '#kernel/packs/who.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Words } from '#kernel/words/words.ts'
import { anyone } from '#features/tasks/server/public.ts'
import { languageOf, sayTo } from '#platform/access/language.ts'
import { mayAdminister } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { StrandedRow, TaskRow } from '../contract/home.ts'
import { nameOf } from './nameOf.ts'

/** Tasks without a limit whose plans are looked for. */
const maxPlanned = 200

/** The organisation of the transaction as the kernel asks for it to name who acts. */
export function peopleOf(tx: Transaction): CaseContext {
  const { pack, view } = tx.organization
  return { org: view, roles: pack.roles, now: tx.now, policy: pack }
}

/**
 * When the tasks of the person's own cases are planned that have no limit, by the id of the task.
 */
export async function plansOf(
  tx: Transaction,
  person: string,
): Promise<ReadonlyMap<string, Deadline>> {
  const rows = await tx.db
    .selectFrom('tasks as t')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 't.organization_id').onRef('c.id', '=', 't.case_id'),
    )
    .select(['t.id', 'c.number', 'c.procedure', 'c.state'])
    .where('t.organization_id', '=', tx.organization.id)
    .where('t.person_id', '=', person)
    .where('t.done_at', 'is', null)
    .where('t.due_at', 'is', null)
    .where('c.applicant_id', '=', person)
    .orderBy('t.id')
    .limit(maxPlanned)
    .execute()
  return new Map(
    rows.flatMap((row) => {
      const procedure = tx.organization.pack.procedures.get(row.procedure)
      const decoded = decodeCaseState(row.state, row.number)
      const plan =
        procedure === undefined || !decoded.ok ? null : plannedFor(procedure, decoded.state)
      return plan === null ? [] : [[row.id, plan]]
    }),
  )
}

/** Adds to tasks what the reader was asked when one of their own cases came back. */
export async function withQuestions(
  tx: Transaction,
  rows: readonly TaskRow[],
  ownCases: readonly string[],
): Promise<TaskRow[]> {
  if (ownCases.length === 0) return [...rows]
  const cases = await tx.db
    .selectFrom('cases')
    .select(['id', 'number', 'procedure', 'state'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', ownCases)
    .execute()
  const questions = new Map(
    cases.map((row) => {
      const procedure = tx.organization.pack.procedures.get(row.procedure)
      const decoded = decodeCaseState(row.state, row.number)
      return [
        row.id,
        procedure === undefined || !decoded.ok ? null : askedIn(tx, procedure, decoded.state),
      ]
    }),
  )
  return rows.map((row) => ({ ...row, asked: questions.get(row.caseId ?? '') ?? null }))
}

function askedIn(tx: Transaction, procedure: Procedure, state: CaseState): TaskRow['asked'] {
  const question = openQuestion(procedure, state)
  return question?.comment === undefined
    ? null
    : {
        by: question.said?.person ?? nameOf(tx, question.person),
        what: question.comment,
        at: question.at,
      }
}

/** Who is missing where nobody can act at a step of a case, and what to do about it. */
export function strandedAt(
  tx: Transaction,
  procedure: Procedure | undefined,
  state: CaseState,
  person: string,
): string | null {
  if (procedure === undefined) return null
  const context = peopleOf(tx)
  if (abilitiesOf(procedure, state, person, context).why?.code !== 'no-one-may-decide') return null
  const missing = state.waitingFor.find((waiting) => !waiting.decided)
  if (missing === undefined) return null
  const who = partyTitle(missing.party, context)
  return sayTo(tx, mayAdminister(tx) ? appoint(who) : askToAppoint(who))
}

const appoint = (who: Words): Words => ({
  ja: `${who.ja}がいないので、だれも進められません。役割の画面で任命するか、代行する人を決めてください。`,
  en: `Nobody can go on: there is no ${who.en}. Appoint somebody on the page of the role, or name a deputy.`,
})

const askToAppoint = (who: Words): Words => ({
  ja: `${who.ja}がいないので、だれも進められません。任命か代行を管理者に頼んでください。`,
  en: `Nobody can go on: there is no ${who.en}. Ask an administrator to appoint somebody or to name a deputy.`,
})

/** Roles for which open tasks wait and that nobody can act for today; only for administrators. */
export async function strandedSeats(tx: Transaction): Promise<StrandedRow[]> {
  if (!mayAdminister(tx)) return []
  const context = peopleOf(tx)
  const rows = await tx.db
    .selectFrom('tasks')
    .select(({ fn }) => ['role', 'scope', 'scope_id', fn.countAll<string>().as('count')])
    .where('organization_id', '=', tx.organization.id)
    .where('done_at', 'is', null)
    .where('role', 'is not', null)
    .where('role', '<>', anyone)
    .groupBy(['role', 'scope', 'scope_id'])
    .execute()
  return rows.flatMap(({ role, scope, scope_id, count }) => {
    if (role === null || scope === null) return []
    const party = { seat: { role, scope: scope as ScopeKind, id: scope_id ?? '' } }
    const actors = actorsOf({ party, excluded: [] }, context)
    return actors === 'anyone' || actors.length > 0
      ? []
      : [
          {
            role,
            title: partyTitle(party, context)[languageOf(tx)],
            count: Number(count),
            href: `/organization/roles/${role}${scope_id ? `?place=${scope_id}` : ''}`,
          },
        ]
  })
}

/** Procedures of incidents: at least half of the provisions that they carry are about incidents. */
export function isOfIncident(pack: Pack, procedure: string | null): boolean {
  const carries = pack.procedures.get(procedure ?? '')?.carries ?? []
  if (carries.length === 0) return false
  const refs = new Set(carries.map((ref) => ref.replace(/\/\d+$/, '')))
  const about = pack.provisions.filter(({ ref, kind }) => kind === 'incident' && refs.has(ref))
  return about.length * 2 >= refs.size
}
