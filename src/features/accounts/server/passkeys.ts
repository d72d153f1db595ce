import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { ProblemError, refuse } from '#kernel/problems/index.ts'
import type { Services } from '#platform/services.ts'
import { AnsweredChallenge, challengeLifetime, newChallenge, openChallenge } from './challenges.ts'
import type { PasskeyRecord } from './queries.ts'
import { relyingParty } from './relyingParty.ts'

/** The library is loaded at its first use: it takes its time, and few requests need it. */
const library = () => import('@simplewebauthn/server')

/** A passkey as it was registered, with the challenge that it answered. */
export const NewPasskey = Type.Object({
  credential: Type.String(),
  /** Hex. */
  publicKey: Type.String(),
  counter: Type.Integer(),
  transports: Type.Array(Type.String()),
  synced: Type.Boolean(),
  challenge: AnsweredChallenge,
})

/** The proof of a passkey, with the challenge that it answered. */
export const PasskeyProof = Type.Object({
  id: Type.String(),
  counter: Type.Integer(),
  challenge: AnsweredChallenge,
})

/** Whose account a passkey opens. */
export interface Owner {
  readonly organizationId: string
  readonly accountId: string
}

/** What an authenticator keeps with a passkey: the ids of organisation and account, 32 bytes. */
function handleOf({ organizationId, accountId }: Owner): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(`${organizationId}${accountId}`.replaceAll('-', ''), 'hex'))
}

/** The owner that an authenticator names; undefined where it names none of this program. */
export function ownerOf(handle: string | undefined): Owner | undefined {
  const bytes = Buffer.from(handle ?? '', 'base64url')
  if (bytes.length !== 32) return undefined
  const [organizationId, accountId] = [bytes.subarray(0, 16), bytes.subarray(16)].map((part) =>
    part.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  )
  return { organizationId: organizationId!, accountId: accountId! }
}

/** What a browser needs to have an authenticator make a passkey. */
export async function offerRegistration(
  services: Services,
  owner: Owner,
  names: { readonly account: string; readonly person: string },
  present: readonly PasskeyRecord[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: '関所 Sekisho',
    rpID: relyingParty(services.settings).id,
    userID: handleOf(owner),
    userName: names.account,
    userDisplayName: names.person,
    challenge: Uint8Array.from(
      newChallenge(services, { purpose: 'register', account: owner.accountId }),
    ),
    timeout: challengeLifetime,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    excludeCredentials: present.map(descriptorOf),
  })
}

/** Verifies a new passkey. Problems: `challenge-over`, `passkey-refused`. */
export async function verifyRegistration(
  services: Services,
  accountId: string,
  response: RegistrationResponseJSON,
): Promise<Static<typeof NewPasskey>> {
  const { id, origin } = relyingParty(services.settings)
  const challenge = new Answer(services, { purpose: 'register', account: accountId })
  const { verifyRegistrationResponse } = await library()
  const { registrationInfo } = await orRefuse(
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge.check,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: false,
    }),
  )
  if (!registrationInfo) refuse('passkey-refused')
  const { credential, credentialBackedUp } = registrationInfo
  return {
    credential: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('hex'),
    counter: credential.counter,
    transports: [...(credential.transports ?? [])],
    synced: credentialBackedUp,
    challenge: challenge.answered,
  }
}

/**
 * What a browser needs to have an authenticator prove a passkey. Without an account: of whoever
 * chooses one, who is then asked for PIN or finger, since nothing else proves who it is.
 */
export async function offerProof(
  services: Services,
  known?: { readonly account: string; readonly passkeys: readonly PasskeyRecord[] },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const purpose = known
    ? ({ purpose: 'proof', account: known.account } as const)
    : ({ purpose: 'sign-in', account: '' } as const)
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: relyingParty(services.settings).id,
    challenge: Uint8Array.from(newChallenge(services, purpose)),
    timeout: challengeLifetime,
    userVerification: known ? 'preferred' : 'required',
    allowCredentials: known?.passkeys.map(descriptorOf) ?? [],
  })
}

/**
 * Verifies the proof of a passkey. `account`: whose it must be after the password; without it, it
 * stands alone and must come with PIN or finger. Problems: `challenge-over`, `passkey-refused`.
 */
export async function verifyProof(
  services: Services,
  passkey: PasskeyRecord,
  response: AuthenticationResponseJSON,
  account?: string,
): Promise<Static<typeof PasskeyProof>> {
  const { id, origin } = relyingParty(services.settings)
  const challenge = new Answer(
    services,
    account === undefined ? { purpose: 'sign-in', account: '' } : { purpose: 'proof', account },
  )
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await orRefuse(
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge.check,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: account === undefined,
      credential: {
        id: passkey.credential_id,
        publicKey: Uint8Array.from(passkey.public_key),
        counter: passkey.counter,
      },
    }),
  )
  if (!verified) refuse('passkey-refused')
  return {
    id: passkey.id,
    counter: authenticationInfo.newCounter,
    challenge: challenge.answered,
  }
}

function descriptorOf({ credential_id, transports }: PasskeyRecord) {
  return { id: credential_id, transports: [...transports] }
}

/** Opens the challenge that a response carries, and keeps it for the action that spends it. */
class Answer {
  readonly check: (challenge: string) => boolean
  #answered: Static<typeof AnsweredChallenge> | undefined

  constructor(services: Services, purpose: Parameters<typeof openChallenge>[2]) {
    this.check = (challenge) => {
      this.#answered = openChallenge(services, challenge, purpose)
      return true
    }
  }

  get answered(): Static<typeof AnsweredChallenge> {
    return this.#answered ?? refuse('challenge-over')
  }
}

/** The result of the library, which throws plain errors about everything that does not fit. */
async function orRefuse<T>(verification: Promise<T>): Promise<T> {
  try {
    return await verification
  } catch (error) {
    if (error instanceof ProblemError) throw error
    return refuse('passkey-refused')
  }
}
