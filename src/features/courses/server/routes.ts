import { performAction, runQuery } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { actionRoute, queryRoute, route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { demandCode, showCode } from './attendanceCode.ts'
import { changeCourse, createCourse, publishCourse, withdrawCourse } from './makeCourses.ts'
import { printSession } from './print.ts'
import { course, courses, session } from './queries.ts'
import { attendSession, cancelSession, endSession, planSession, tickList } from './sessions.ts'
import { answerTest, keepProgress, lesson } from './take.ts'

/** The code that the screen of the room shows, to who keeps the list alone. */
const codeRoute: Route = route(endpoints.sessionCode, async (request, services) => {
  const { organizationId, actor, params } = request
  await runQuery(services.gate, organizationId, actor, session, params)
  return showCode(services, organizationId, params.id)
})

const attendRoute: Route = route(endpoints.attendSession, async (request, services) => {
  const { organizationId, actor, params, body } = request
  demandCode(services, organizationId, params.id, body.code)
  return performAction(services.gate, organizationId, actor, attendSession, params)
})

const printRoute: Route = route(endpoints.printSession, async (request, services) => {
  const { organizationId, actor, params } = request
  const { name, sheet } = await runQuery(services.gate, organizationId, actor, printSession, params)
  return new FileResponse(
    await services.printer.register(sheet),
    `${name}.pdf`,
    'application/pdf',
    true,
  )
})

export const routes: readonly Route[] = [
  queryRoute(courses, endpoints.courses, () => ({})),
  actionRoute(createCourse, endpoints.createCourse, ({ body }) => body),
  queryRoute(course, endpoints.course, ({ params }) => params),
  actionRoute(changeCourse, endpoints.changeCourse, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
  actionRoute(publishCourse, endpoints.publishCourse, ({ params, ifMatch }) => ({
    ...params,
    version: ifMatch,
  })),
  actionRoute(withdrawCourse, endpoints.withdrawCourse, ({ params, ifMatch }) => ({
    ...params,
    version: ifMatch,
  })),
  queryRoute(lesson, endpoints.lesson, ({ params }) => params),
  actionRoute(keepProgress, endpoints.keepProgress, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(answerTest, endpoints.answerTest, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(planSession, endpoints.planSession, ({ body }) => body),
  queryRoute(session, endpoints.session, ({ params }) => params),
  codeRoute,
  attendRoute,
  actionRoute(tickList, endpoints.tickList, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
  actionRoute(endSession, endpoints.endSession, ({ params, ifMatch }) => ({
    ...params,
    version: ifMatch,
  })),
  actionRoute(cancelSession, endpoints.cancelSession, ({ params, ifMatch }) => ({
    ...params,
    version: ifMatch,
  })),
  printRoute,
]
