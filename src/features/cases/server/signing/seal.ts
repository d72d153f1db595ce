import { createHash } from 'node:crypto'

/** The content of a signature, over which its seal is computed. */
export interface SignedStatement {
  readonly organization: string
  readonly caseId: string
  readonly number: string
  readonly step: string
  readonly title: string
  readonly body: string
  readonly signer: string
  readonly signerName: string
  readonly signedAt: Date
}

/** Digest of a text as it is shown, before anybody signs it. */
export function digestOf({
  title,
  text,
}: {
  readonly title: string
  readonly text: string
}): string {
  return sha256([title, text])
}

/**
 * The seal of a signature: SHA-256 over the text, the case, the signer and the moment, in this
 * order.
 */
export function sealOf({
  organization,
  caseId,
  number,
  step,
  title,
  body,
  signer,
  signerName,
  signedAt,
}: SignedStatement): string {
  return sha256([
    organization,
    caseId,
    number,
    step,
    title,
    body,
    signer,
    signerName,
    signedAt.toISOString(),
  ])
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
