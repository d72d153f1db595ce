import { formatEra } from '#kernel/calendar/index.ts'
import type { DueEffect } from '#kernel/procedures/index.ts'
import { groundsOf, standInFor } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { procedureOf } from '../context.ts'
import { setAllErrands } from '#features/tasks/server/public.ts'
import type { StoredCase } from '../store.ts'

/** The purpose of the errand that asks whether an exception is to be renewed. */
export function errandOf(exception: string): string {
  return `exception/${exception}`
}

type Except = Extract<DueEffect, { kind: 'except' }>

/** Grants what a case decided; returns what the journal says of it. */
export async function grantExceptions(
  handle: Handle,
  stored: StoredCase,
  effect: Except,
): Promise<Readonly<Record<string, unknown>>> {
  const { provisions, from, until } = effect
  const grounds = groundsOf(procedureOf(handle, stored.state.procedure))
  if (until === '') refuse('exception-without-end', undefined, { grounds })
  if (until < from || until < handle.today)
    refuse(
      'exception-over',
      { from: formatEra(from < handle.today ? handle.today : from), until: formatEra(until) },
      { grounds },
    )
  const covered = coveredBy(stored, effect)
  if (provisions.length > 0 && covered.length > 0) {
    await handle.db
      .insertInto('exceptions')
      .values(
        covered.map((whom) => ({
          organization_id: handle.organization.id,
          id: handle.newId(),
          case_id: stored.id,
          number: stored.number,
          provisions: [...provisions],
          ...whom,
          from_on: from,
          until_on: until,
          created_at: handle.now,
        })),
      )
      .execute()
  }
  return {
    except: provisions,
    for: effect.for,
    ...(effect.for === 'about' ? { entries: covered.length } : {}),
    from,
    until,
  }
}

/** Whom the exception is for, a row each. */
function coveredBy(
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
      return named(effect.for)
  }
}

function named({
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

/** Ends the exceptions of this case, or of the cases with these numbers; returns what the journal says of it. */
export async function revokeExceptions(
  handle: Handle,
  stored: StoredCase,
  numbers: readonly string[] | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const cases = numbers === undefined ? [stored.id] : await casesOf(handle, numbers)
  const ended = cases.length === 0 ? [] : await endedOf(handle, cases)
  await setAllErrands(handle, new Map(ended.map(({ id }) => [errandOf(id), []])))
  return {
    revoke: 'exceptions',
    cases: [...new Set(ended.map((one) => one.number))],
    ended: ended.length,
  }
}

/** Ends the running exceptions of cases, locked by id first. */
async function endedOf(handle: Handle, cases: readonly string[]) {
  const running = await handle.db
    .selectFrom('exceptions')
    .select(['id', 'number'])
    .where('organization_id', '=', handle.organization.id)
    .where('case_id', 'in', [...cases])
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  if (running.length > 0)
    handle.later(
      handle.db
        .updateTable('exceptions')
        .set({ ended_at: handle.now })
        .where('organization_id', '=', handle.organization.id)
        .where(
          'id',
          'in',
          running.map((one) => one.id),
        ),
    )
  return running
}

async function casesOf(handle: Handle, numbers: readonly string[]): Promise<string[]> {
  const rows =
    numbers.length === 0
      ? []
      : await handle.db
          .selectFrom('cases')
          .select(['id', 'number'])
          .where('organization_id', '=', handle.organization.id)
          .where('number', 'in', [...numbers])
          .execute()
  const unknown = numbers.find((number) => !rows.some((row) => row.number === number))
  if (unknown !== undefined) refuse('exception-unknown', { number: unknown })
  return rows.map((row) => row.id)
}
