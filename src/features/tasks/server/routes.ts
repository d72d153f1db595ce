import { actionRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { readNotice } from './notices.ts'

export const routes: readonly Route[] = [
  actionRoute(readNotice, endpoints.readNotice, ({ params }) => params, { terminal: true }),
]
