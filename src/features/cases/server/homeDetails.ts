import {
  abilitiesOf,
  actorsOf,
  decodeCaseState,
  openQuestion,
  partyTitle,
  plannedFor,
} from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
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

/** The organisation of the transaction as the kernel asks for it to name who acts. */
export function peopleOf(tx: Transaction): CaseContext {
  const { pack, view } = tx.organization
  return { org: view, roles: pack.roles, now: tx.now, policy: pack }
}

/**
 * Adds to the tasks of the reader's own cases what they were asked when a case came back, and when
 * a step without a limit is planned.
 */
export async function withOwnDetails(
  tx: Transaction,
  rows: readonly TaskRow[],
  own: ReadonlySet<string>,
): Promise<TaskRow[]> {
  const ids = [...own]
  if (ids.length === 0) return [...rows]
  const cases = await tx.db
    .selectFrom('cases')
    .select(['id', 'number', 'procedure', 'state'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', ids)
    .execute()
  const details = new Map(
    cases.flatMap((row) => {
      const procedure = tx.organization.pack.procedures.get(row.procedure)
      const decoded = decodeCaseState(row.state, row.number)
      return procedure === undefined || !decoded.ok
        ? []
        : [[row.id, detailsOf(tx, procedure, decoded.state)]]
    }),
  )
  return rows.map((row) => {
    const found = row.caseId === null ? undefined : details.get(row.caseId)
    if (found === undefined) return row
    const { asked, planned } = found
    return {
      ...row,
      asked,
      ...(row.dueAt === null &&
        planned !== null && { dueAt: planned.due, wholeDay: planned.wholeDay, planned: true }),
    }
  })
}

function detailsOf(tx: Transaction, procedure: Procedure, state: CaseState) {
  const question = openQuestion(procedure, state)
  return {
    planned: plannedFor(procedure, state),
    asked:
      question?.comment === undefined
        ? null
        : {
            by: question.said?.person ?? nameOf(tx, question.person),
            what: question.comment,
            at: question.at,
          },
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
