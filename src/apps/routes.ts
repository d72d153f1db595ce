import { routes as accounts } from '#features/accounts/server/routes.ts'
import { routes as audits } from '#features/audits/server/routes.ts'
import { routes as campaigns } from '#features/campaigns/server/routes.ts'
import { routes as calls } from '#features/calls/server/routes.ts'
import { routes as cases } from '#features/cases/server/routes.ts'
import { routes as documents } from '#features/documents/server/routes.ts'
import { routes as courses } from '#features/courses/server/routes.ts'
import { routes as files } from '#features/files/server/routes.ts'
import { routes as handling } from '#features/handling/server/routes.ts'
import { routes as journal } from '#features/journal/server/routes.ts'
import { routes as layouts } from '#features/layouts/server/routes.ts'
import { routes as meetings } from '#features/meetings/server/routes.ts'
import { routes as organization } from '#features/organization/server/routes.ts'
import { routes as policy } from '#features/policy/server/routes.ts'
import { routes as registers } from '#features/registers/server/routes.ts'
import { routes as rounds } from '#features/rounds/server/routes.ts'
import { routes as start } from '#features/start/server/routes.ts'
import { routes as tasks } from '#features/tasks/server/routes.ts'
import { routes as transfers } from '#features/transfers/server/routes.ts'
import { routes as work } from '#features/work/server/routes.ts'
import { routes as year } from '#features/year/server/routes.ts'
import type { Route } from '#platform/http/route.ts'

/**
 * Every route of the program. The server mounts them, OpenAPI describes them, the access tests go
 * through them.
 */
export const routes: readonly Route[] = [
  ...accounts,
  ...organization,
  ...transfers,
  ...calls,
  ...cases,
  ...tasks,
  ...audits,
  ...campaigns,
  ...rounds,
  ...courses,
  ...meetings,
  ...layouts,
  ...handling,
  ...registers,
  ...policy,
  ...journal,
  ...documents,
  ...files,
  ...start,
  ...work,
  ...year,
]
