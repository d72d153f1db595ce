import { createHash } from 'node:crypto'
import { refuse } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Makes the token of a mail's link: the id of the organisation and a secret. The secret is the
 * SHA-256 of two new ids, whose random parts have 148 bits together. Only the hash of the secret is
 * stored.
 */
export function newLink(tx: Pick<Transaction, 'newId' | 'organization'>): {
  readonly token: string
  readonly hash: Buffer
} {
  const secret = createHash('sha256').update(tx.newId()).update(tx.newId()).digest('base64url')
  return { token: `${tx.organization.id}.${secret}`, hash: hashOf(secret) }
}

/** The parts of a token. Refuses with `call-link-unknown` if it does not have the form of one. */
export function partsOf(token: string): { readonly organizationId: string; readonly hash: Buffer } {
  const [, organizationId, secret] =
    /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{43})$/.exec(token) ??
    []
  if (organizationId === undefined || secret === undefined) refuse('call-link-unknown')
  return { organizationId, hash: hashOf(secret) }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
