import { queryRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { calendarRoute } from './feed.ts'
import { myYear } from './myYear.ts'
import { roleYear } from './roleYear.ts'
import { unitYear } from './unitYear.ts'

export const routes: readonly Route[] = [
  queryRoute(myYear, endpoints.myYear, ({ query }) => query),
  queryRoute(roleYear, endpoints.roleYear, ({ params }) => params),
  queryRoute(unitYear, endpoints.unitYear, ({ params }) => params),
  calendarRoute,
]
