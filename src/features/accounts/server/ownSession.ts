import { refuse } from '#kernel/problems/index.ts'
import type { RouteRequest, Session } from '#platform/http/route.ts'

/** The session of the person in the browser; an API token has no access to its own account. */
export function ownSession(request: RouteRequest, strength: 'any' | 'full' = 'full'): Session {
  const session = request.session ?? refuse('signed-out')
  if (session.scopes) refuse('not-by-token')
  if (strength === 'full' && session.strength !== 'full') refuse('code-needed')
  return session
}
