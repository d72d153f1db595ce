import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { refuse } from '#kernel/problems/index.ts'
import { hasLeft } from '#platform/access/leavers.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import type { SignInResult } from '../contract/sessions.ts'
import { failSignIn } from './actions/sessions.ts'
import { ownerOf, verifyProof } from './passkeys.ts'
import { accountRow, passkeysOf } from './queries.ts'
import { openSession, refuseUnlessOpen } from './signIn.ts'

const program = { kind: 'program', name: 'sign-in', withoutEdition: true } as const

/**
 * Signs in by a passkey alone: the authenticator has asked for PIN or finger, and names the account.
 * A proof that does not hold is refused like one of an account that does not exist.
 */
export async function signInByPasskey(
  services: Services,
  request: RouteRequest,
  response: AuthenticationResponseJSON,
): Promise<SignInResult> {
  const { gate } = services
  const owner = ownerOf(response.response.userHandle) ?? refuse('passkey-refused')
  const { organizationId } = owner
  if (!(await gate.organizationIds()).includes(organizationId)) refuse('passkey-refused')
  const found = await gate.transact(organizationId, program, 'read', async (tx) => {
    const account = await accountRow(tx, { id: owner.accountId })
    if (!account || account.kind !== 'password') return undefined
    const passkey = (await passkeysOf(tx, account.id)).find(
      (one) => one.credential_id === response.id,
    )
    const left = await hasLeft(tx, account.person_id, account.administrator)
    return passkey && { account, passkey, left }
  })
  if (!found) return refuse('passkey-refused')
  const { account, passkey, left } = found
  const proof = await verifyProof(services, passkey, response).catch(async (error: unknown) => {
    await performAction(gate, organizationId, program, failSignIn, {
      account: account.id,
      why: 'passkey',
      address: request.address,
      agent: request.agent,
    })
    throw error
  })
  const entrance = { terminal: false, named: true }
  await refuseUnlessOpen(services, request, { organizationId, account, entrance, left })
  return openSession(services, request, { organizationId, account, weak: false, passkey: proof })
}
