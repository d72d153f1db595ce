import { runQuery, performAction } from '#platform/gate/perform.ts'
import { sheetAsPdf } from '#platform/http/pdfAnswer.ts'
import { queryRoute, route, actionRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import {
  answerByLink,
  answerCall,
  answerForCalled,
  endCall,
  remindCalled,
  startCall,
} from './actions.ts'
import { partsOf } from './link.ts'
import { call, callByLink, calls, printCall } from './queries.ts'

const linkActor = { kind: 'program', name: 'call-link' } as const
/**
 * Requests with links from one address in a minute: an office behind one address answers at once.
 * Of one link, what a person needs who changes their mind.
 */
const linkRateLimit = { max: 1200, seconds: 60, each: { param: 'token', max: 20 } } as const

const printRoute: Route = route(endpoints.printCall, async (request, services) => {
  const sheet = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    printCall,
    request.params,
  )
  return sheetAsPdf(services.printer, sheet)
})

const linkRoutes: readonly Route[] = [
  route(
    endpoints.callByLink,
    async (request, services) => {
      const { token } = request.params
      return runQuery(services.gate, partsOf(token).organizationId, linkActor, callByLink, {
        token,
      })
    },
    { access: 'open', rateLimit: linkRateLimit },
  ),
  route(
    endpoints.answerByLink,
    async (request, services) => {
      const { token } = request.params
      await performAction(services.gate, partsOf(token).organizationId, linkActor, answerByLink, {
        ...request.body,
        token,
      })
    },
    { access: 'open', rateLimit: linkRateLimit },
  ),
]

export const routes: readonly Route[] = [
  queryRoute(calls, endpoints.calls, () => ({})),
  actionRoute(startCall, endpoints.startCall, ({ body }) => body),
  ...linkRoutes,
  queryRoute(call, endpoints.call, ({ params }) => params),
  actionRoute(answerCall, endpoints.answerCall, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(answerForCalled, endpoints.answerForCalled, ({ params, body }) => ({
    ...body,
    ...params,
  })),
  actionRoute(remindCalled, endpoints.remindCalled, ({ params }) => params),
  actionRoute(endCall, endpoints.endCall, ({ params }) => params),
  printRoute,
]
