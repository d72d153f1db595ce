import { createHash } from 'node:crypto'
import { refuse } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** The link of a mail: whose organization it is, and a secret (made of the random parts of two ids, 148 bits) of which only the hash is kept. */
export function newLink(tx: Pick<Transaction, 'newId' | 'organization'>): {
  readonly token: string
  readonly hash: Buffer
} {
  const secret = createHash('sha256').update(tx.newId()).update(tx.newId()).digest('base64url')
  return { token: `${tx.organization.id}.${secret}`, hash: hashOf(secret) }
}

/** The parts of a link; refused where it cannot be one. */
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
