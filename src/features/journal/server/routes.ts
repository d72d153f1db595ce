import { reads } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { journal, verdict } from './queries.ts'

export const routes: readonly Route[] = [
  reads(journal, endpoints.journal, ({ query }) => query, { withoutEdition: true }),
  reads(verdict, endpoints.verdict, () => ({}), {
    rateLimit: { max: 10, seconds: 60 },
    withoutEdition: true,
  }),
]
