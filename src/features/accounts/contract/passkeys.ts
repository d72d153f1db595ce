import { Type } from 'typebox'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { strict } from './common.ts'

/** What browsers and authenticators exchange about passkeys (WebAuthn), as JSON. */

export const CreationOptions = Type.Unsafe<PublicKeyCredentialCreationOptionsJSON>(Type.Unknown())
export const RequestOptions = Type.Unsafe<PublicKeyCredentialRequestOptionsJSON>(Type.Unknown())

const Bytes = Type.String({ maxLength: 20_000, pattern: '^[A-Za-z0-9_-]*$' })
const CredentialId = Type.String({ minLength: 1, maxLength: 1400, pattern: '^[A-Za-z0-9_-]+$' })
const Attachment = Type.Optional(Type.Enum(['cross-platform', 'platform']))
const Extensions = Type.Object({})

const common = {
  id: CredentialId,
  rawId: CredentialId,
  type: Type.Literal('public-key'),
  clientExtensionResults: Extensions,
  authenticatorAttachment: Attachment,
}

/** The new passkey of an authenticator. */
export const Registration = Type.Unsafe<RegistrationResponseJSON>(
  Type.Object(
    {
      ...common,
      response: Type.Object({
        clientDataJSON: Bytes,
        attestationObject: Bytes,
        transports: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 })),
      }),
    },
    strict,
  ),
)

/** The proof of an authenticator that it has the passkey. */
export const Assertion = Type.Unsafe<AuthenticationResponseJSON>(
  Type.Object(
    {
      ...common,
      response: Type.Object({
        clientDataJSON: Bytes,
        authenticatorData: Bytes,
        signature: Bytes,
        userHandle: Type.Optional(Bytes),
      }),
    },
    strict,
  ),
)
