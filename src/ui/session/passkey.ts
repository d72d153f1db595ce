import { api } from '../api.ts'
import type { ReplyAt } from '../http/endpoints.ts'

/** What signing in answered. */
export type SignInAnswer = ReplyAt<'POST', '/api/session'>

/** Whether this browser knows passkeys, at this address. */
export function hasPasskeys(): boolean {
  return globalThis.isSecureContext && 'PublicKeyCredential' in globalThis
}

/**
 * Signs in by a passkey, or completes a session by one. Undefined where the person or the browser
 * broke it off.
 */
export async function provePasskey(isCodeStep: boolean): Promise<SignInAnswer | undefined> {
  const throwWhenSignedOut = true
  const { options } = await (isCodeStep
    ? api.post('/api/session/code/passkey/options', { throwWhenSignedOut })
    : api.post('/api/session/passkey/options', { throwWhenSignedOut }))
  const { WebAuthnError, startAuthentication } = await import('@simplewebauthn/browser')
  try {
    const body = { response: await startAuthentication({ optionsJSON: options }) }
    return await (isCodeStep
      ? api.post('/api/session/code/passkey', { body, throwWhenSignedOut })
      : api.post('/api/session/passkey', { body, throwWhenSignedOut }))
  } catch (error) {
    if (isBrokenOff(error) || error instanceof WebAuthnError) return undefined
    throw error
  }
}

/** Makes a passkey; undefined where the person or the browser broke it off. */
export async function makePasskey(
  options: ReplyAt<'POST', '/api/account/passkeys/options'>['options'],
) {
  const { WebAuthnError, startRegistration } = await import('@simplewebauthn/browser')
  try {
    return await startRegistration({ optionsJSON: options })
  } catch (error) {
    if (isBrokenOff(error) || error instanceof WebAuthnError) return undefined
    throw error
  }
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof DOMException
}
