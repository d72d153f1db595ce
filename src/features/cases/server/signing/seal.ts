import { createHash } from 'node:crypto'

/** All that a signature says. */
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

/** The digest of a text as it is read, before anybody signs it. */
export function digestOf({
  title,
  text,
}: {
  readonly title: string
  readonly text: string
}): string {
  return sha256([title, text])
}

/** The seal: SHA-256 over the text, the case, the signer and the moment, in this order. */
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
