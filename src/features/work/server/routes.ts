import { runQuery } from '#platform/gate/perform.ts'
import { actionRoute, route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { giveUpWork, retryWork } from './actions.ts'
import { failingWork } from './queries.ts'

export const routes: readonly Route[] = [
  route(
    endpoints.failingWork,
    async (request, { gate, settings }) => ({
      ...(await runQuery(gate, request.organizationId, request.actor, failingWork, {})),
      sendsMail: Boolean(settings.smtpUrl && settings.mailFrom),
    }),
    { withoutEdition: true },
  ),
  actionRoute(retryWork, endpoints.retryWork, ({ body }) => body, { withoutEdition: true }),
  actionRoute(giveUpWork, endpoints.giveUpWork, ({ body }) => body, { withoutEdition: true }),
]
