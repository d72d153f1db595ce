import { dayWords } from '#kernel/words/days.ts'
import type { EvaluatedEffect } from '#kernel/procedures/index.ts'
import { groundsOf, standInFor } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { procedureOf } from '../context.ts'
import { setAllAdHocTasks } from '#features/tasks/server/public.ts'
import type { StoredCase } from '../store.ts'

/** Purpose of the ad hoc task that asks whether to renew an exception. */
export function exceptionPurpose(exception: string): string {
  return `exception/${exception}`
}

type Except = Extract<EvaluatedEffect, { kind: 'except' }>

/** Grants the exceptions that a case decided. Returns the detail for the journal. */
export async function grantExceptions(
  tx: Transaction,
  stored: StoredCase,
  effect: Except,
): Promise<Readonly<Record<string, unknown>>> {
  const { provisions, from, until } = effect
  const grounds = groundsOf(procedureOf(tx, stored.state.procedure))
  if (until === '') refuse('exception-without-end', undefined, { grounds })
  if (until < from || until < tx.today)
    refuse(
      'exception-over',
      { from: dayWords(from < tx.today ? tx.today : from), until: dayWords(until) },
      { grounds },
    )
  const beneficiaries = beneficiariesOf(stored, effect)
  if (provisions.length > 0 && beneficiaries.length > 0) {
    await tx.db
      .insertInto('exceptions')
      .values(
        beneficiaries.map((beneficiary) => ({
          organization_id: tx.organization.id,
          id: tx.newId(),
          case_id: stored.id,
          number: stored.number,
          provisions: [...provisions],
          ...beneficiary,
          from_on: from,
          until_on: until,
          created_at: tx.now,
        })),
      )
      .execute()
  }
  return {
    except: provisions,
    for: effect.for,
    ...(effect.for === 'about' ? { entries: beneficiaries.length } : {}),
    from,
    until,
  }
}

/** For whom the exception is granted, one row each. */
function beneficiariesOf(
  { state }: StoredCase,
  effect: Except,
): { person_id?: string; unit_id?: string; entry_id?: string }[] {
  switch (effect.for) {
    case 'applicant':
      return [{ person_id: standInFor(state, state.applicant) }]
    case 'unit':
      return [{ unit_id: state.applicantUnit }]
    case 'organization':
      return [{}]
    case 'about':
      return state.about.map((entry) => ({ entry_id: entry.id }))
    default:
      return namedBeneficiaries(effect.for)
  }
}

function namedBeneficiaries({
  holds,
  ids,
}: Exclude<Except['for'], string>): { person_id?: string; unit_id?: string; entry_id?: string }[] {
  switch (holds) {
    case 'person':
      return ids.map((person_id) => ({ person_id }))
    case 'unit':
      return ids.map((unit_id) => ({ unit_id }))
    case 'entry':
      return ids.map((entry_id) => ({ entry_id }))
  }
}

/**
 * Ends the exceptions of this case, or of the cases with these numbers. Returns the detail for the
 * journal.
 */
export async function revokeExceptions(
  tx: Transaction,
  stored: StoredCase,
  numbers: readonly string[] | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const cases = numbers === undefined ? [stored.id] : await casesOf(tx, numbers)
  const ended = cases.length === 0 ? [] : await endedOf(tx, cases)
  await setAllAdHocTasks(tx, new Map(ended.map(({ id }) => [exceptionPurpose(id), []])))
  return {
    revoke: 'exceptions',
    cases: [...new Set(ended.map((exception) => exception.number))],
    ended: ended.length,
  }
}

/** Ends the running exceptions of cases, after locking them by id. */
async function endedOf(tx: Transaction, cases: readonly string[]) {
  const running = await tx.db
    .selectFrom('exceptions')
    .select(['id', 'number'])
    .where('organization_id', '=', tx.organization.id)
    .where('case_id', 'in', [...cases])
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  if (running.length > 0)
    tx.deferWrite(
      tx.db
        .updateTable('exceptions')
        .set({ ended_at: tx.now })
        .where('organization_id', '=', tx.organization.id)
        .where(
          'id',
          'in',
          running.map((exception) => exception.id),
        ),
    )
  return running
}

async function casesOf(tx: Transaction, numbers: readonly string[]): Promise<string[]> {
  const rows =
    numbers.length === 0
      ? []
      : await tx.db
          .selectFrom('cases')
          .select(['id', 'number'])
          .where('organization_id', '=', tx.organization.id)
          .where('number', 'in', [...numbers])
          .execute()
  const unknown = numbers.find((number) => !rows.some((row) => row.number === number))
  if (unknown !== undefined) refuse('exception-unknown', { number: unknown })
  return rows.map((row) => row.id)
}
