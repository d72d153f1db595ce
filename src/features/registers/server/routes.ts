import { refuse } from '#kernel/problems/index.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { createEntry, updateEntry } from './actions.ts'
import { changeMany } from './changeMany.ts'
import { registerCounts } from './counts.ts'
import { registerDiagram } from './diagram.ts'
import { fileRoutes } from './fileRoutes.ts'
import { entryFileRoute } from './files.ts'
import { entryReach } from './reach.ts'
import { entries, entry, entryCount, entryHistory, register, registers } from './queries.ts'

export const routes: readonly Route[] = [
  reads(registers, endpoints.registers, () => ({})),
  reads(register, endpoints.register, ({ params }) => params),
  reads(entries, endpoints.entries, ({ params, query }) => ({ ...params, ...query })),
  reads(entryCount, endpoints.entryCount, ({ params, query }) => ({ ...params, ...query })),
  writes(createEntry, endpoints.createEntry, ({ params, body }) => ({ ...body, ...params })),
  writes(changeMany, endpoints.changeMany, ({ params, body }) => ({ ...body, ...params })),
  reads(entry, endpoints.entry, ({ params }) => params),
  writes(updateEntry, endpoints.updateEntry, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch ?? refuse('version-required'),
  })),
  reads(entryHistory, endpoints.entryHistory, ({ params }) => params),
  reads(entryReach, endpoints.entryReach, ({ params, query }) => ({ ...params, ...query })),
  reads(registerCounts, endpoints.registerCounts, ({ params }) => params),
  reads(registerDiagram, endpoints.registerDiagram, ({ params }) => params),
  entryFileRoute,
  ...fileRoutes,
]
