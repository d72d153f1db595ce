import type { TSchema } from 'typebox'
import { findActor } from '#kernel/organization/index.ts'
import type { Party } from '#kernel/organization/index.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { Action, Query } from '#platform/gate/action.ts'
import { performAction, runQuery } from '#platform/gate/perform.ts'
import type { Actor, Transaction } from '#platform/gate/transaction.ts'
import type { Services } from '#platform/services.ts'
import type { SimulatedClock } from './clock.ts'

const program = { kind: 'program', name: 'simulate' } as const

/** The organisation whose time passes, and how its people act in it. */
export interface Town {
  readonly organizationId: string
  readonly services: Services
  readonly clock: Pick<SimulatedClock, 'set' | 'tick'>
  readonly pack: Pack
  /** The person who administers it. */
  readonly administrator: string
}

/** A person does something, as the API would have it done. */
export async function act<Input extends TSchema, Result, Permit>(
  { services, organizationId, clock, administrator }: Town,
  person: string,
  action: Action<Input, Result, Permit>,
  input: unknown,
): Promise<Result> {
  clock.tick()
  const actor = actorOf(person, person === administrator)
  return performAction(services.gate, organizationId, actor, action, input)
}

/** What the page of a person shows. */
export function look<Input extends TSchema, Result, Permit>(
  { services, organizationId, administrator }: Town,
  person: string,
  query: Query<Input, Result, Permit>,
  input: unknown,
): Promise<Result> {
  const actor = actorOf(person, person === administrator)
  return runQuery(services.gate, organizationId, actor, query, input)
}

export function read<T>(
  { services, organizationId }: Town,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return services.gate.transact(organizationId, program, 'read', work)
}

/** Nobody signs in here: the id of the person stands for their account. */
const actorOf = (person: string, administrator: boolean): Actor => ({
  kind: 'person',
  personId: person,
  accountId: person,
  administrator,
})

/** Who acts for parties today, where some may not. */
export function personOf(
  { organization: { view, pack }, today }: Transaction,
  parties: readonly Party[],
  excluded: readonly string[] = [],
): string | undefined {
  for (const party of parties) {
    const person =
      party === 'anyone'
        ? [...view.persons.keys()].find((id) => !excluded.includes(id))
        : 'person' in party
          ? party.person
          : findActor(view, pack.roles, party.seat, today, excluded)?.person
    if (person !== undefined && !excluded.includes(person)) return person
  }
  return undefined
}
