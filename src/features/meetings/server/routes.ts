import { runQuery } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { queryRoute, route, actionRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { cancelMeeting, changeMeeting, planMeeting, recordMeeting } from './actions.ts'
import { printMeeting } from './print.ts'
import { bodies, body, meeting } from './queries.ts'

/** The version from If-Match; changes of a meeting require it. */

const printRoute: Route = route(endpoints.printMeeting, async (request, services) => {
  const { number, sheet } = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    printMeeting,
    request.params,
  )
  return new FileResponse(
    await services.printer.form(sheet),
    `${number}.pdf`,
    'application/pdf',
    true,
  )
})

export const routes: readonly Route[] = [
  queryRoute(bodies, endpoints.bodies, () => ({})),
  queryRoute(body, endpoints.body, ({ params }) => params),
  actionRoute(planMeeting, endpoints.planMeeting, ({ params, body: input }) => ({
    ...input,
    ...params,
  })),
  queryRoute(meeting, endpoints.meeting, ({ params }) => params),
  actionRoute(changeMeeting, endpoints.changeMeeting, ({ params, body: input, ifMatch }) => ({
    ...input,
    ...params,
    version: ifMatch,
  })),
  actionRoute(recordMeeting, endpoints.recordMeeting, ({ params, body: input, ifMatch }) => ({
    ...input,
    ...params,
    version: ifMatch,
  })),
  actionRoute(cancelMeeting, endpoints.cancelMeeting, ({ params, body: input, ifMatch }) => ({
    ...input,
    ...params,
    version: ifMatch,
  })),
  printRoute,
]
