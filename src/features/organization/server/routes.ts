import { runQuery } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { queryRoute, route, actionRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import {
  answerAbsence,
  createAbsence,
  endAbsence,
  substitutions,
  updateAbsence,
} from './actions/absences.ts'
import { appoint, dismiss } from './actions/assignments.ts'
import { renameOrganization } from './actions/organization.ts'
import { createPerson, updatePerson, updatePhones } from './actions/persons.ts'
import { createPost, endPost, leavePost, takePost, updatePost } from './actions/posts.ts'
import { createUnit, endUnit, updateUnit } from './actions/units.ts'
import { absences, person, persons, posts, units } from './queries.ts'
import { printContacts } from './print.ts'
import { contacts, roleNames, roles } from './roleQueries.ts'

/** The version from If-Match; changes require it. */

const unitRoutes: readonly Route[] = [
  queryRoute(units, endpoints.units, () => ({})),
  actionRoute(createUnit, endpoints.createUnit, ({ body }) => body),
  actionRoute(updateUnit, endpoints.updateUnit, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
  actionRoute(endUnit, endpoints.endUnit, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
]

const postRoutes: readonly Route[] = [
  queryRoute(posts, endpoints.posts, () => ({})),
  actionRoute(createPost, endpoints.createPost, ({ body }) => body),
  actionRoute(updatePost, endpoints.updatePost, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
  actionRoute(endPost, endpoints.endPost, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
  actionRoute(takePost, endpoints.takePost, ({ body }) => body),
  actionRoute(leavePost, endpoints.leavePost, ({ params, body }) => ({ ...body, ...params })),
]

const personRoutes: readonly Route[] = [
  queryRoute(persons, endpoints.persons, ({ query }) => query),
  actionRoute(createPerson, endpoints.createPerson, ({ body }) => body),
  queryRoute(person, endpoints.person, ({ params }) => params),
  actionRoute(updatePerson, endpoints.updatePerson, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
  actionRoute(updatePhones, endpoints.updatePhones, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
]

const contactsPdfRoute: Route = route(endpoints.printContacts, async (request, services) => {
  const sheet = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    printContacts,
    {},
  )
  return new FileResponse(
    await services.printer.contacts(sheet),
    `${sheet.title}.pdf`,
    'application/pdf',
    true,
  )
})

const roleRoutes: readonly Route[] = [
  queryRoute(roles, endpoints.roles, () => ({})),
  queryRoute(roleNames, endpoints.roleNames, () => ({})),
  actionRoute(appoint, endpoints.appoint, ({ body }) => body),
  actionRoute(dismiss, endpoints.dismiss, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
  queryRoute(contacts, endpoints.contacts, () => ({})),
  contactsPdfRoute,
]

const absenceRoutes: readonly Route[] = [
  queryRoute(absences, endpoints.absences, () => ({})),
  queryRoute(substitutions, endpoints.substitutions, ({ query }) => query),
  actionRoute(answerAbsence, endpoints.answerAbsence, ({ params, body }) => ({
    ...params,
    ...body,
  })),
  actionRoute(createAbsence, endpoints.createAbsence, ({ body }) => body),
  actionRoute(updateAbsence, endpoints.updateAbsence, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: ifMatch,
  })),
  actionRoute(endAbsence, endpoints.endAbsence, ({ params, ifMatch }) => ({
    ...params,
    version: ifMatch,
  })),
]

export const routes: readonly Route[] = [
  actionRoute(renameOrganization, endpoints.renameOrganization, ({ body }) => body),
  ...unitRoutes,
  ...postRoutes,
  ...personRoutes,
  ...roleRoutes,
  ...absenceRoutes,
]
