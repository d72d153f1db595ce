import { isIP } from 'node:net'
import { refuse } from '#kernel/problems/index.ts'
import type { Settings } from '#platform/services.ts'

/** For whom passkeys are made: the name and the origin of the installation's public address. */
interface RelyingParty {
  readonly id: string
  readonly origin: string
}

/**
 * The relying party of an installation; undefined where browsers offer no passkeys: at a bare IP
 * address, and without https except on this machine.
 */
function findRelyingParty({ publicUrl }: Settings): RelyingParty | undefined {
  const { hostname, origin, protocol } = new URL(publicUrl)
  const isNumber = isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  return isNumber || (protocol !== 'https:' && !isLocal) ? undefined : { id: hostname, origin }
}

/** Whether passkeys can be used at the public address. */
export function passkeysPossible(settings: Settings): boolean {
  return findRelyingParty(settings) !== undefined
}

/** The relying party of an installation. Problem: `passkeys-unavailable`. */
export function relyingParty(settings: Settings): RelyingParty {
  return findRelyingParty(settings) ?? refuse('passkeys-unavailable', { url: settings.publicUrl })
}
