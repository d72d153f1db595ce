import type { Static, TSchema } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import type { Action } from '#platform/gate/action.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { ownSession } from './ownSession.ts'
import { accountRow, passkeysOf } from './queries.ts'
import type { AccountRecord, PasskeyRecord } from './queries.ts'

/** The account of the person signed in, for routes that compare passwords or codes. */
export async function ownRecord(
  services: Services,
  request: RouteRequest,
): Promise<
  AccountRecord & { readonly personName: string; readonly passkeys: readonly PasskeyRecord[] }
> {
  const session = ownSession(request)
  return services.gate.transact(session.organizationId, request.actor, 'read', async (tx) => {
    const account = (await accountRow(tx, { id: session.accountId })) ?? refuse('signed-out')
    return {
      ...account,
      personName: tx.organization.view.persons.get(account.person_id)?.name ?? '',
      passkeys: await passkeysOf(tx, account.id),
    }
  })
}

/** Performs an action of the person signed in. */
export function performOwn<I extends TSchema, R, P>(
  services: Services,
  request: RouteRequest,
  action: Action<I, R, P>,
  input: Static<I>,
): Promise<R> {
  return performAction(services.gate, request.organizationId, request.actor, action, input)
}

/** Maximum number of passwords that are tried in routes of the own account. */
export const passwordRateLimit = { max: 20, seconds: 60 } as const
