import { actionRoute, queryRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { gradeItem, writeNote } from './papers.ts'
import { audit, auditItem, audits } from './queries.ts'
import { drawSample, markSample } from './samples.ts'

export const routes: readonly Route[] = [
  queryRoute(audits, endpoints.audits, () => ({})),
  queryRoute(audit, endpoints.audit, ({ params }) => params),
  queryRoute(auditItem, endpoints.auditItem, ({ params, query }) => ({ ...query, ...params })),
  actionRoute(drawSample, endpoints.drawSample, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(markSample, endpoints.markSample, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(gradeItem, endpoints.gradeItem, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(writeNote, endpoints.auditNote, ({ params, body }) => ({ ...body, ...params })),
]
