import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { storedOr } from '#platform/gate/stored.ts'
import type { Services } from '#platform/services.ts'

/** How long a challenge may be answered, milliseconds. */
export const challengeLifetime = 5 * 60_000

/** What a challenge is for; `account`: whose answer is expected, where that is known. */
const Challenge = Type.Object({
  purpose: Type.Enum(['register', 'sign-in', 'proof']),
  account: Type.String(),
  expires: Type.Number(),
})
type Purpose = Pick<Static<typeof Challenge>, 'purpose' | 'account'>

/** An answered challenge, as it is spent. */
export const AnsweredChallenge = Type.Object({ hash: Type.String(), expires: Type.Number() })
type Answered = Static<typeof AnsweredChallenge>

/**
 * A challenge for an authenticator: sealed with the key outside the database, so that nothing is
 * stored until it is answered, and nobody makes one of their own.
 */
export function newChallenge({ secrets, environment }: Services, purpose: Purpose): Buffer {
  const expires = environment.now().getTime() + challengeLifetime
  return secrets.seal(Buffer.from(JSON.stringify({ ...purpose, expires })))
}

/**
 * Checks that a challenge (base64url) was made here for this purpose and is not over. Problem:
 * `challenge-over`.
 */
export function openChallenge(
  { secrets, environment }: Services,
  text: string,
  { purpose, account }: Purpose,
): Answered {
  const sealed = Buffer.from(text, 'base64url')
  const found = storedOr(Challenge, parsed(secrets.open, sealed))
  if (
    found === undefined ||
    found.purpose !== purpose ||
    found.account !== account ||
    found.expires <= environment.now().getTime()
  )
    return refuse('challenge-over')
  return { hash: createHash('sha256').update(sealed).digest('hex'), expires: found.expires }
}

/** What was sealed; undefined for bytes that were not sealed here. */
function parsed(open: (sealed: Buffer) => Buffer, sealed: Buffer): unknown {
  if (sealed.length < 28) return undefined
  try {
    return JSON.parse(open(sealed).toString())
  } catch {
    return undefined
  }
}

/** Spends a challenge: a second answer to it is refused. Problem: `challenge-over`. */
export async function spendChallenge(tx: Transaction, { hash, expires }: Answered): Promise<void> {
  const spent = await tx.db
    .insertInto('spent_challenges')
    .values({
      organization_id: tx.organization.id,
      hash: Buffer.from(hash, 'hex'),
      expires_at: new Date(expires),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .executeTakeFirst()
  if (!spent) refuse('challenge-over')
}
