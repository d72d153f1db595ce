import { seatsHeldBy } from '#kernel/organization/index.ts'
import type { OrganizationContext } from '../gate/transaction.ts'

/**
 * Whether the policy requires a second factor of a person: they hold on this day a role that the
 * pack's accounts.yaml names.
 */
export function factorRequired(
  { view, pack }: OrganizationContext,
  person: string,
  today: string,
): boolean {
  const { totpRequiredFor } = pack.accounts
  return (
    totpRequiredFor.length > 0 &&
    seatsHeldBy(view, pack.roles, person, today).some((seat) => totpRequiredFor.includes(seat.role))
  )
}
