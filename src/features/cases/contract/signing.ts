import { Type } from 'typebox'
import type { Static } from 'typebox'
import { ActOnCaseBody } from './acts.ts'
import { Id } from './common.ts'

/**
 * The text that a step asks the actor to sign, with its places filled in as the act would leave
 * them. The client sends `digest` back with the signature.
 */
export const SigningText = Type.Object({
  title: Type.String(),
  text: Type.String(),
  digest: Type.String(),
  signer: Type.String(),
})
export type SigningText = Static<typeof SigningText>

const { paper: _neverSigned, ...actProperties } = ActOnCaseBody.properties
export const SigningBody = Type.Object(actProperties, { additionalProperties: false })
export const SignCaseBody = Type.Object(
  {
    ...actProperties,
    /** SHA-256 of the title and text that the signer read, in hexadecimal. */
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** The signer's own password or personal code. */
    password: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
)

/** A signature, with whether its text and its PDF are unchanged. */
export const SignatureCheck = Type.Object({
  id: Id,
  caseId: Id,
  number: Type.String(),
  subject: Type.String(),
  title: Type.String(),
  text: Type.String(),
  signer: Type.String(),
  signedAt: Type.String(),
  seal: Type.String(),
  sha256: Type.String(),
  file: Id,
  /** The seal fits the text, the signer and the moment. */
  sealed: Type.Boolean(),
  /** The stored PDF has the content that was sealed. */
  kept: Type.Boolean(),
})
export type SignatureCheck = Static<typeof SignatureCheck>
