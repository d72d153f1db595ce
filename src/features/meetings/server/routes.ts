import { refuse } from '#kernel/problems/index.ts'
import { ask } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/fileAnswer.ts'
import { reads, route, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { cancelMeeting, changeMeeting, planMeeting, recordMeeting } from './actions.ts'
import { printMeeting } from './print.ts'
import { bodies, body, meeting } from './queries.ts'

/** Whoever changes a meeting says which version was read. */
const read = (ifMatch: number | undefined): number => ifMatch ?? refuse('version-required')

const printed: Route = route(endpoints.printMeeting, async (request, services) => {
  const { number, sheet } = await ask(
    services.gate,
    request.organizationId,
    request.actor,
    printMeeting,
    request.params,
  )
  return new FileAnswer(
    await services.printer.form(sheet),
    `${number}.pdf`,
    'application/pdf',
    true,
  )
})

export const routes: readonly Route[] = [
  reads(bodies, endpoints.bodies, () => ({})),
  reads(body, endpoints.body, ({ params }) => params),
  writes(planMeeting, endpoints.planMeeting, ({ params, body: input }) => ({
    ...input,
    ...params,
  })),
  reads(meeting, endpoints.meeting, ({ params }) => params),
  writes(changeMeeting, endpoints.changeMeeting, ({ params, body: input, ifMatch }) => ({
    ...input,
    ...params,
    version: read(ifMatch),
  })),
  writes(recordMeeting, endpoints.recordMeeting, ({ params, body: input, ifMatch }) => ({
    ...input,
    ...params,
    version: read(ifMatch),
  })),
  writes(cancelMeeting, endpoints.cancelMeeting, ({ params, body: input }) => ({
    ...input,
    ...params,
  })),
  printed,
]
