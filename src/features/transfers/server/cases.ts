import type { OpenCase } from '#kernel/organization/index.ts'
import { resolveWho } from '#kernel/organization/index.ts'
import type { Seat } from '#kernel/packs/who.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { readableState } from '#features/cases/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * The open cases as far as a transfer may block them: the seats that decide on them now, or at a
 * later step of their procedure.
 * A case that cannot be read is left out: nobody can decide on it until it is repaired.
 */
export async function openCases(tx: Transaction): Promise<OpenCase[]> {
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'number', 'subject', 'state'])
    .where('organization_id', '=', tx.organization.id)
    .where('status', '=', 'open')
    .execute()
  return rows.flatMap((row) => {
    const state = readableState(row)
    if (state === undefined) return []
    const waiting = [...currentDecisions(state), ...laterDecisions(tx, state)]
    return [
      { id: row.id, number: row.number, subject: row.subject, applicant: state.applicant, waiting },
    ]
  })
}

function currentDecisions(state: CaseState): OpenCase['waiting'] {
  return state.waitingFor.flatMap(({ party, excluded, decided }) =>
    decided === undefined && party !== 'anyone' && 'seat' in party
      ? [{ seat: party.seat, excluded }]
      : [],
  )
}

/**
 * Deciding steps not yet decided. Whether a case will reach them is not known before; that its
 * applicant would decide there is known now.
 */
function laterDecisions(tx: Transaction, state: CaseState): OpenCase['waiting'] {
  const { pack, view } = tx.organization
  const past = new Set(state.history.map((event) => event.step))
  const steps = [...(pack.procedures.get(state.procedure)?.steps.values() ?? [])].filter(
    (step) => step.decides && step.id !== state.step && !past.has(step.id),
  )
  const context = {
    org: view,
    roles: pack.roles,
    applicant: state.applicant,
    applicantUnit: state.applicantUnit,
    about: state.about,
    fields: state.fields,
  }
  return steps
    .flatMap((step) => step.by.flatMap((who) => resolveWho(who, context)))
    .flatMap((party): { seat: Seat; excluded: string[] }[] =>
      party !== 'anyone' && 'seat' in party
        ? [{ seat: party.seat, excluded: [state.applicant] }]
        : [],
    )
}
