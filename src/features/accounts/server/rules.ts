import { figuresFor } from '#kernel/accounts/figures.ts'
import { rolesOf } from '#kernel/organization/index.ts'
import type { SignInFigures } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Actor, Handle } from '#platform/gate/handle.ts'

export type PersonActor = Extract<Actor, { kind: 'person' }>

/** The signed-in person; an API token may do much, but not touch the account itself. */
export function ownPerson(handle: Handle): PersonActor {
  const { actor } = handle
  if (actor.kind !== 'person') refuse('signed-out')
  if (actor.scopes) refuse('not-by-token')
  return actor
}

/** Whether the policy asks this person for a second factor: a role that the pack's accounts.yaml names is held today. */
export function totpRequired(handle: Handle, person: string): boolean {
  const { view, pack } = handle.organization
  return rolesOf(view, pack.roles, person, handle.today).some((seat) =>
    pack.accounts.totpRequiredFor.includes(seat.role),
  )
}

/** The figures for signing in that hold for this person today. */
export function figuresOf(handle: Handle, person: string): SignInFigures {
  const { view, pack } = handle.organization
  return figuresFor(
    pack.accounts,
    rolesOf(view, pack.roles, person, handle.today).map((seat) => seat.role),
  )
}

/** Whether the password is older than the pack allows this person. */
export function passwordTooOld(handle: Handle, person: string, setAt: Date): boolean {
  const days = figuresOf(handle, person).password.maxAgeDays
  return days !== undefined && handle.now.getTime() - setAt.getTime() > days * 86_400_000
}
