import { signInRulesFor } from '#kernel/accounts/signInRules.ts'
import { seatsHeldBy } from '#kernel/organization/index.ts'
import type { SignInRules } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Actor, Transaction } from '#platform/gate/transaction.ts'

export type PersonActor = Extract<Actor, { kind: 'person' }>

/** The person signed in. An API token may do much, but may not change the account itself. */
export function ownPerson(tx: Transaction): PersonActor {
  const { actor } = tx
  if (actor.kind !== 'person') refuse('signed-out')
  if (actor.scopes) refuse('not-by-token')
  return actor
}

/** The sign-in rules of the pack that apply to this person today. */
export function figuresOf(tx: Transaction, person: string): SignInRules {
  const { view, pack } = tx.organization
  return signInRulesFor(
    pack.accounts,
    seatsHeldBy(view, pack.roles, person, tx.today).map((seat) => seat.role),
  )
}

/** Whether the password is older than the pack allows this person. */
export function passwordTooOld(tx: Transaction, person: string, setAt: Date): boolean {
  const days = figuresOf(tx, person).password.maxAgeDays
  return days !== undefined && tx.now.getTime() - setAt.getTime() > days * 86_400_000
}
