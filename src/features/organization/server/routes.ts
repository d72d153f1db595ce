import { refuse } from '#kernel/problems/index.ts'
import { ask } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/fileAnswer.ts'
import { reads, route, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { createAbsence, endAbsence, updateAbsence } from './actions/absences.ts'
import { appoint, dismiss } from './actions/assignments.ts'
import { createPerson, updatePerson, updatePhones } from './actions/persons.ts'
import { createPost, endPost, leavePost, takePost, updatePost } from './actions/posts.ts'
import { createUnit, endUnit, updateUnit } from './actions/units.ts'
import { absences, person, persons, posts, units } from './queries.ts'
import { printContacts } from './print.ts'
import { contacts, roleNames, roles } from './role-queries.ts'

/** Edits carry the version that was read in If-Match. */
const read = (ifMatch: number | undefined): number => ifMatch ?? refuse('version-required')

const unitRoutes: readonly Route[] = [
  reads(units, endpoints.units, () => ({})),
  writes(createUnit, endpoints.createUnit, ({ body }) => body),
  writes(updateUnit, endpoints.updateUnit, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: read(ifMatch),
  })),
  writes(endUnit, endpoints.endUnit, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: read(ifMatch),
  })),
]

const postRoutes: readonly Route[] = [
  reads(posts, endpoints.posts, () => ({})),
  writes(createPost, endpoints.createPost, ({ body }) => body),
  writes(updatePost, endpoints.updatePost, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: read(ifMatch),
  })),
  writes(endPost, endpoints.endPost, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: read(ifMatch),
  })),
  writes(takePost, endpoints.takePost, ({ body }) => body),
  writes(leavePost, endpoints.leavePost, ({ params, body }) => ({ ...body, ...params })),
]

const personRoutes: readonly Route[] = [
  reads(persons, endpoints.persons, ({ query }) => query),
  writes(createPerson, endpoints.createPerson, ({ body }) => body),
  reads(person, endpoints.person, ({ params }) => params),
  writes(updatePerson, endpoints.updatePerson, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: read(ifMatch),
  })),
  writes(updatePhones, endpoints.updatePhones, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: read(ifMatch),
  })),
]

const printedContacts: Route = route(endpoints.printContacts, async (request, services) => {
  const sheet = await ask(services.gate, request.organizationId, request.actor, printContacts, {})
  return new FileAnswer(
    await services.printer.contacts(sheet),
    `${sheet.title}.pdf`,
    'application/pdf',
    true,
  )
})

const roleRoutes: readonly Route[] = [
  reads(roles, endpoints.roles, () => ({})),
  reads(roleNames, endpoints.roleNames, () => ({})),
  writes(appoint, endpoints.appoint, ({ body }) => body),
  writes(dismiss, endpoints.dismiss, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: read(ifMatch),
  })),
  reads(contacts, endpoints.contacts, () => ({})),
  printedContacts,
]

const absenceRoutes: readonly Route[] = [
  reads(absences, endpoints.absences, () => ({})),
  writes(createAbsence, endpoints.createAbsence, ({ body }) => body),
  writes(updateAbsence, endpoints.updateAbsence, ({ params, body, ifMatch }) => ({
    ...body,
    ...params,
    version: read(ifMatch),
  })),
  writes(endAbsence, endpoints.endAbsence, ({ params }) => params),
]

export const routes: readonly Route[] = [
  ...unitRoutes,
  ...postRoutes,
  ...personRoutes,
  ...roleRoutes,
  ...absenceRoutes,
]
