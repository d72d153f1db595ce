import { refuse } from '#kernel/problems/index.ts'
import type { RouteRequest, Session } from '#platform/http/route.ts'

/** The session of the person at the screen; a token does not reach its own account. */
export function ownSession(request: RouteRequest, strength: 'any' | 'full' = 'full'): Session {
  const session = request.session ?? refuse('signed-out')
  if (session.scopes) refuse('not-by-token')
  if (strength === 'full' && session.strength !== 'full') refuse('code-needed')
  return session
}
