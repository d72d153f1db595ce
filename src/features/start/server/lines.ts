import { sql } from 'kysely'
import { covers, findRoleIssues, seatTitle } from '#kernel/organization/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { documentDepartures } from '#features/policy/server/public.ts'
import type { StartLine } from '../contract.ts'

/** A line before it is known whether somebody put it aside. */
export type Computed = Omit<StartLine, 'id' | 'aside' | 'state'> & {
  readonly state: Exclude<StartLine['state'], 'aside'>
}

/** How many of what is missing are named. */
const named = 3

const nothing: Pick<Computed, 'of' | 'missing' | 'at'> = { of: null, missing: [], at: null }

/** The edition in force: without one there is no organisation. */
export async function policyLine(tx: Transaction): Promise<Computed> {
  const edition = await tx.db
    .selectFrom('pack_editions')
    .select('adopted_at')
    .where('organization_id', '=', tx.organization.id)
    .where('hash', '=', tx.organization.editionHash)
    .executeTakeFirst()
  return {
    ...nothing,
    state: 'done',
    done: 1,
    at: edition?.adopted_at.toISOString() ?? null,
    href: '/policy/edition',
  }
}

/** The document that was imported last, and what is decided of its differences from the pack. */
export async function documentLines(
  tx: Transaction,
): Promise<{ readonly document: Computed; readonly departures: Computed }> {
  const document = await documentDepartures(tx)
  if (document === null)
    return {
      document: { ...nothing, state: 'open', done: 0, href: '/policy/import' },
      departures: { ...nothing, state: 'open', done: 0, href: '/policy/import' },
    }
  const { id, attached, provisions, departures, decided } = document
  return {
    document: {
      ...nothing,
      state: 'done',
      done: attached,
      of: provisions,
      at: document.importedAt,
      href: `/policy/documents/${id}`,
    },
    departures: {
      ...nothing,
      state: decided === departures ? 'done' : 'open',
      done: decided,
      of: departures,
      href: `/policy/documents/${id}`,
    },
  }
}

/** The units and people; done is only what more than the first run made. */
export function peopleOf(tx: Transaction): { units: number; persons: number } {
  const { units, persons } = tx.organization.view
  return {
    units: units.size,
    persons: [...persons.values()].filter((person) => covers(person, tx.today)).length,
  }
}

export function peopleLine(tx: Transaction): Computed {
  const { units, persons } = peopleOf(tx)
  return {
    ...nothing,
    state: units > 1 && persons > 1 ? 'done' : 'open',
    done: persons,
    // The first list says who is here by now.
    href: `/transfers?on=${tx.today}`,
  }
}

/** Seats that nobody holds: what has to be decided there reaches nobody, or somebody else. */
export function rolesLine(tx: Transaction): Computed {
  const { view, pack } = tx.organization
  const missing = findRoleIssues(view, pack.roles, tx.today)
    .filter(({ kind }) => kind === 'vacant' || kind === 'nobody')
    .map(({ seat }) => seatTitle(view, pack.roles, seat))
  return {
    ...nothing,
    state: missing.length === 0 ? 'done' : 'pressing',
    done: 0,
    of: missing.length,
    missing: missing.slice(0, named),
    href: '/organization/roles',
  }
}

/** Administrators who can sign in; a second one counts when they have been here. */
export async function secondLine(tx: Transaction): Promise<Computed> {
  const rows = await tx.db
    .selectFrom('accounts')
    .select(['person_id', 'signed_in_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('administrator', '=', true)
    .where('ended_at', 'is', null)
    .where('suspended_at', 'is', null)
    .execute()
  const { persons } = tx.organization.view
  const working = rows.filter((row) => {
    const person = persons.get(row.person_id)
    return person !== undefined && covers(person, tx.today)
  })
  const arrived = working.filter((row) => row.signed_in_at !== null)
  return {
    ...nothing,
    state: arrived.length > 1 ? 'done' : working.length > 1 ? 'waiting' : 'pressing',
    done: arrived.length,
    missing: working
      .filter((row) => row.signed_in_at === null)
      .slice(0, named)
      .map((row) => persons.get(row.person_id)?.name ?? ''),
    href: '/organization/accounts',
  }
}

/** Whether a register is of what is there already: a place of roles, or what is taken stock of. */
const holdsWhatIsThere = (register: Register): boolean =>
  register.scope !== undefined || register.stocktake !== undefined

/** The registers of what the organisation has already, and those of them without an entry. */
export async function registersLine(tx: Transaction): Promise<Computed> {
  const expected = [...tx.organization.pack.registers.values()].filter(holdsWhatIsThere)
  const { rows } = await sql<{ id: string }>`
    select r.id from unnest(${expected.map(({ id }) => id)}::text[]) as r(id)
    where exists (select 1 from entries e where e.organization_id = ${tx.organization.id} and e.register = r.id)
  `.execute(tx.db)
  const filled = new Set(rows.map(({ id }) => id))
  const missing = expected.filter(({ id }) => !filled.has(id))
  return {
    ...nothing,
    state: missing.length === 0 ? 'done' : 'open',
    done: filled.size,
    of: expected.length,
    missing: missing.slice(0, named).map(({ title }) => title),
    href: missing.length === 1 ? `/registers/${missing[0]?.id}` : '/registers',
  }
}

/** The forms that have a number, and those that are printed on the organisation's own paper. */
export async function formsLine(tx: Transaction): Promise<Computed> {
  const forms = [...tx.organization.pack.procedures.values()].filter(
    ({ form }) => form !== undefined,
  )
  const rows = await tx.db
    .selectFrom('layouts')
    .select('procedure')
    .where('organization_id', '=', tx.organization.id)
    .where('ended_at', 'is', null)
    .execute()
  const own = new Set(rows.map((row) => row.procedure))
  const missing = forms.filter(({ id }) => !own.has(id))
  return {
    ...nothing,
    state: missing.length === 0 ? 'done' : 'open',
    done: forms.length - missing.length,
    of: forms.length,
    missing: missing.slice(0, named).map(({ title }) => title),
    href: '/layouts',
  }
}

/** A mail that the mail server took; being set up alone proves nothing. */
export async function mailLine(tx: Transaction, setUp: boolean): Promise<Computed> {
  const trial = await tx.db
    .selectFrom('mail_trials')
    .select(['asked_at', 'sent_at'])
    .where('organization_id', '=', tx.organization.id)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const sent = trial?.sent_at ?? null
  return {
    ...nothing,
    state: setUp && sent !== null ? 'done' : setUp && trial !== undefined ? 'waiting' : 'open',
    done: sent === null ? 0 : 1,
    at: (sent ?? trial?.asked_at)?.toISOString() ?? null,
    href: '/organization/start',
  }
}
