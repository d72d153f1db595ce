import { runQuery } from '#platform/gate/perform.ts'
import { queryRoute, route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { journal, journalVerification, verifyOrganization } from './queries.ts'

export const routes: readonly Route[] = [
  queryRoute(journal, endpoints.journal, ({ query }) => query, { withoutEdition: true }),
  route(
    endpoints.verdict,
    async ({ organizationId, actor }, services) => {
      await runQuery(services.gate, organizationId, actor, journalVerification, {})
      return verifyOrganization(services, organizationId)
    },
    { rateLimit: { max: 10, seconds: 60 }, withoutEdition: true },
  ),
]
