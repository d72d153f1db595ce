import { ask, perform } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/fileAnswer.ts'
import { reads, route, writes } from '#platform/http/route.ts'
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
/** Requests with links from one address in a minute: a whole office behind one address answers at once. */
const guessing = { max: 1200, seconds: 60 } as const

const printed: Route = route(endpoints.printCall, async (request, services) => {
  const sheet = await ask(
    services.gate,
    request.organizationId,
    request.actor,
    printCall,
    request.params,
  )
  return new FileAnswer(
    await services.printer.ledger(sheet),
    `${sheet.title}.pdf`,
    'application/pdf',
    true,
  )
})

const behindLink: readonly Route[] = [
  route(
    endpoints.callByLink,
    async (request, services) => {
      const { token } = request.params
      return ask(services.gate, partsOf(token).organizationId, linkActor, callByLink, { token })
    },
    { access: 'open', rateLimit: guessing },
  ),
  route(
    endpoints.answerByLink,
    async (request, services) => {
      const { token } = request.params
      await perform(services.gate, partsOf(token).organizationId, linkActor, answerByLink, {
        ...request.body,
        token,
      })
    },
    { access: 'open', rateLimit: guessing },
  ),
]

export const routes: readonly Route[] = [
  reads(calls, endpoints.calls, () => ({})),
  writes(startCall, endpoints.startCall, ({ body }) => body),
  ...behindLink,
  reads(call, endpoints.call, ({ params }) => params),
  writes(answerCall, endpoints.answerCall, ({ params, body }) => ({ ...body, ...params })),
  writes(answerForCalled, endpoints.answerForCalled, ({ params, body }) => ({
    ...body,
    ...params,
  })),
  writes(remindCalled, endpoints.remindCalled, ({ params }) => params),
  writes(endCall, endpoints.endCall, ({ params }) => params),
  printed,
]
