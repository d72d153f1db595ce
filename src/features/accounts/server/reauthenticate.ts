import { refuse } from '#kernel/problems/index.ts'
import { verifyPassword } from '#platform/auth/passwords.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { failSignIn } from './actions/sessions.ts'
import { ownSession } from './ownSession.ts'
import { accountRow } from './queries.ts'
import { figuresOf } from './rules.ts'

const program = { kind: 'program', name: 'sign-in', withoutEdition: true } as const

/**
 * Verifies the password or personal code of the person signed in; `at`: where the request has it.
 * A wrong one counts as a failed sign-in and locks the account after as many; a locked account is
 * refused. So whoever finds a session open cannot try passwords in it.
 */
export async function demandOwnPassword(
  services: Services,
  request: RouteRequest,
  password: string,
  at = '/password',
): Promise<void> {
  const session = ownSession(request)
  const { gate } = services
  const account =
    (await gate.transact(session.organizationId, request.actor, 'read', (tx) =>
      accountRow(tx, { id: session.accountId }),
    )) ?? refuse('signed-out')
  const locked = account.locked_until !== null && account.locked_until > services.environment.now()
  const passwordMatches = await verifyPassword(account.password_hash, password)
  if (passwordMatches && !locked) return
  await performAction(gate, session.organizationId, program, failSignIn, {
    account: account.id,
    why: locked ? 'locked' : 'password',
    address: request.address,
    agent: request.agent,
  })
  if (locked)
    await gate.transact(session.organizationId, program, 'read', async (tx) =>
      refuse('proof-locked', figuresOf(tx, account.person_id).lockout),
    )
  refuse('password-wrong', undefined, {
    faults: [
      {
        at,
        detail:
          account.kind === 'code'
            ? { ja: '個人コードが違います。', en: 'The personal code is wrong.' }
            : { ja: 'パスワードが違います。', en: 'The password is wrong.' },
      },
    ],
  })
}
