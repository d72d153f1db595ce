import { ProblemError } from '#kernel/problems/index.ts'
import type { Gate } from '../gate/gate.ts'
import type { Credential } from '../gate/transaction.ts'
import { parseSecret } from './sessions.ts'

const program = { kind: 'program', name: 'sessions', withoutEdition: true } as const

/**
 * The organisation that an unusable session or token names, where it is none of its sessions, also
 * not one that has ended. Undefined where there is no such organisation.
 */
export async function strangeCredential(
  gate: Gate,
  kind: Credential['kind'],
  secret: string | undefined,
): Promise<string | undefined> {
  const named = parseSecret(kind, secret)
  if (!named) return undefined
  const { organizationId, hash } = named
  try {
    return await gate.transact(organizationId, program, 'read', async ({ db }) => {
      if (kind === 'token') return organizationId
      const ended = await db
        .selectFrom('sessions')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('token_hash', '=', hash)
        .executeTakeFirst()
      return ended ? undefined : organizationId
    })
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'not-found') return undefined
    throw error
  }
}
