import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { toString as drawQr } from 'qrcode'
import type { Environment } from '#platform/environment.ts'

/**
 * Time step in seconds (RFC 6238). Codes of the step before and after are accepted too, for clocks
 * that differ.
 */
const period = 30
const window = 1

/** Generates a secret of 160 bits, as RFC 4226 recommends. */
export function newSecret(outside: Environment): Buffer {
  return outside.random(20)
}

/**
 * What an authenticator needs to store the secret: the URI, the URI as QR code, and the text to
 * type.
 */
export async function offerOf(
  secret: Buffer,
  issuer: string,
  account: string,
): Promise<{ uri: string; secret: string; svg: string }> {
  const totp = totpOf(secret, issuer, account)
  return {
    uri: totp.toString(),
    secret: totp.secret.base32,
    svg: await drawQr(totp.toString(), { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
  }
}

/** The time step that a code belongs to; undefined where it matches none near `now`. */
export function stepOf(secret: Buffer, code: string, now: Date): number | undefined {
  const digits = code.normalize('NFKC').replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return undefined
  const delta = totpOf(secret, '', '').validate({ token: digits, timestamp: now.getTime(), window })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta
}

function totpOf(secret: Buffer, issuer: string, label: string): TOTP {
  return new TOTP({
    issuer,
    label,
    period,
    digits: 6,
    algorithm: 'SHA1',
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  })
}

/** Generates eight codes of 80 bits, in groups that can be read aloud. */
export function newRecoveryCodes(outside: Environment): string[] {
  return Array.from({ length: 8 }, () =>
    outside
      .random(10)
      .toString('hex')
      .replaceAll(/(.{5})(?=.)/g, '$1-'),
  )
}

/** The hash of a recovery code. It holds 80 random bits, so a plain hash is enough. */
export function recoveryHash(code: string): string {
  return createHash('sha256')
    .update(
      code
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[^0-9a-f]/g, ''),
    )
    .digest('hex')
}
