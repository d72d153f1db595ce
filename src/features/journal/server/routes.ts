import { queryRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { journal, journalVerification } from './queries.ts'

export const routes: readonly Route[] = [
  queryRoute(journal, endpoints.journal, ({ query }) => query, { withoutEdition: true }),
  queryRoute(journalVerification, endpoints.verdict, () => ({}), {
    rateLimit: { max: 10, seconds: 60 },
    withoutEdition: true,
  }),
]
