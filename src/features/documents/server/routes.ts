import { queryRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { documents } from './queries.ts'

export const routes: readonly Route[] = [queryRoute(documents, endpoints.documents, () => ({}))]
