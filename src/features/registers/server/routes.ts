import { queryRoute, actionRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { createEntry, updateEntry } from './actions.ts'
import { changeMany } from './changeMany.ts'
import { registerCounts } from './counts.ts'
import { registerDiagram } from './diagram.ts'
import { fileRoutes } from './fileRoutes.ts'
import { entryFileRoute } from './files.ts'
import { entryReach } from './reach.ts'
import { entryHistory } from './history.ts'
import { entries, entry, entryCount, register, registers } from './queries.ts'

export const routes: readonly Route[] = [
  queryRoute(registers, endpoints.registers, () => ({})),
  queryRoute(register, endpoints.register, ({ params }) => params),
  queryRoute(entries, endpoints.entries, ({ params, query }) => ({ ...params, ...query })),
  queryRoute(entryCount, endpoints.entryCount, ({ params, query }) => ({ ...params, ...query })),
  actionRoute(createEntry, endpoints.createEntry, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(changeMany, endpoints.changeMany, ({ params, body }) => ({ ...body, ...params })),
  queryRoute(entry, endpoints.entry, ({ params }) => params),
  actionRoute(updateEntry, endpoints.updateEntry, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
  queryRoute(entryHistory, endpoints.entryHistory, ({ params }) => params),
  queryRoute(entryReach, endpoints.entryReach, ({ params, query }) => ({ ...params, ...query })),
  queryRoute(registerCounts, endpoints.registerCounts, ({ params }) => params),
  queryRoute(registerDiagram, endpoints.registerDiagram, ({ params }) => params),
  entryFileRoute,
  ...fileRoutes,
]
