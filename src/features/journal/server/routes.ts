import { runQuery } from '#platform/gate/perform.ts'
import { queryRoute, route } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { endpoints } from '../contract.ts'
import { journal, journalVerification } from './queries.ts'
import { beginVerification, stopVerification, verificationOf } from './verification.ts'
import { verifyOrganization } from './verifyOrganization.ts'

const options = { rateLimit: { max: 10, seconds: 60 }, withoutEdition: true } as const

const demandReader = (
  { organizationId, actor }: RouteRequest,
  { gate }: Services,
): Promise<unknown> => runQuery(gate, organizationId, actor, journalVerification, {})

export const routes: readonly Route[] = [
  queryRoute(journal, endpoints.journal, ({ query }) => query, { withoutEdition: true }),
  route(
    endpoints.verdict,
    async (request, services) => {
      await demandReader(request, services)
      // Whoever goes away does not wait for the verdict.
      return verifyOrganization(services, request.organizationId, { signal: request.signal })
    },
    options,
  ),
  route(
    endpoints.verification,
    async (request, services) => {
      await demandReader(request, services)
      return verificationOf(services, request.organizationId)
    },
    { withoutEdition: true },
  ),
  route(
    endpoints.beginVerification,
    async (request, services) => {
      await demandReader(request, services)
      return beginVerification(services, request.organizationId)
    },
    options,
  ),
  route(
    endpoints.stopVerification,
    async (request, services) => {
      await demandReader(request, services)
      return stopVerification(services, request.organizationId)
    },
    { withoutEdition: true },
  ),
]
