import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { ask } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/mount.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import {
  AbsenceChange,
  AbsenceRow,
  Appointment,
  IdPath,
  LastDay,
  Made,
  NewAbsence,
  NewHolding,
  NewPerson,
  NewPost,
  NewUnit,
  PersonChange,
  PersonDetail,
  PersonsPage,
  PersonsQuery,
  Phones,
  PostChange,
  PostRow,
  RoleNames,
  RolesAnswer,
  UnitChange,
  UnitsAnswer,
} from '../contract.ts'
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
  reads(units, { url: '/api/units', title: '所属の木', reply: UnitsAnswer }, () => ({})),
  writes(
    createUnit,
    { url: '/api/units', title: '所属を作る', body: NewUnit, reply: Made, status: 201 },
    ({ body }) => body,
  ),
  writes(
    updateUnit,
    {
      method: 'PATCH',
      url: '/api/units/:id',
      title: '所属を変える',
      params: IdPath,
      body: UnitChange,
      reply: Made,
    },
    ({ params, body, ifMatch }) => ({ ...body, ...params, version: read(ifMatch) }),
  ),
  writes(
    endUnit,
    {
      url: '/api/units/:id/end',
      title: '所属を終わらせる',
      params: IdPath,
      body: LastDay,
      reply: Made,
    },
    ({ params, body, ifMatch }) => ({ ...body, ...params, version: read(ifMatch) }),
  ),
]

const postRoutes: readonly Route[] = [
  reads(posts, { url: '/api/posts', title: '職の一覧', reply: Type.Array(PostRow) }, () => ({})),
  writes(
    createPost,
    { url: '/api/posts', title: '職を作る', body: NewPost, reply: Made, status: 201 },
    ({ body }) => body,
  ),
  writes(
    updatePost,
    {
      method: 'PATCH',
      url: '/api/posts/:id',
      title: '職を変える',
      params: IdPath,
      body: PostChange,
      reply: Made,
    },
    ({ params, body, ifMatch }) => ({ ...body, ...params, version: read(ifMatch) }),
  ),
  writes(
    endPost,
    {
      url: '/api/posts/:id/end',
      title: '職を終わらせる',
      params: IdPath,
      body: LastDay,
      reply: Made,
    },
    ({ params, body, ifMatch }) => ({ ...body, ...params, version: read(ifMatch) }),
  ),
  writes(
    takePost,
    { url: '/api/holdings', title: '職に就ける', body: NewHolding, reply: Made, status: 201 },
    ({ body }) => body,
  ),
  writes(
    leavePost,
    {
      url: '/api/holdings/:id/end',
      title: '職を離れさせる',
      params: IdPath,
      body: LastDay,
      reply: Made,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
]

const personRoutes: readonly Route[] = [
  reads(
    persons,
    { url: '/api/persons', title: '職員等の一覧', query: PersonsQuery, reply: PersonsPage },
    ({ query }) => query,
  ),
  writes(
    createPerson,
    { url: '/api/persons', title: '職員等を登録する', body: NewPerson, reply: Made, status: 201 },
    ({ body }) => body,
  ),
  reads(
    person,
    { url: '/api/persons/:id', title: '職員等の一人', params: IdPath, reply: PersonDetail },
    ({ params }) => params,
  ),
  writes(
    updatePerson,
    {
      method: 'PATCH',
      url: '/api/persons/:id',
      title: '職員等を変える',
      params: IdPath,
      body: PersonChange,
      reply: Made,
    },
    ({ params, body, ifMatch }) => ({ ...body, ...params, version: read(ifMatch) }),
  ),
  writes(
    updatePhones,
    {
      method: 'PUT',
      url: '/api/persons/:id/phones',
      title: '電話番号を変える',
      params: IdPath,
      body: Phones,
      reply: Made,
    },
    ({ params, body, ifMatch }) => ({ ...body, ...params, version: read(ifMatch) }),
  ),
]

const printedContacts: Route = {
  method: 'GET',
  url: '/api/organization/contacts.pdf',
  title: '緊急連絡網（PDF）',
  access: 'full',
  produces: 'application/pdf',
  async handle(request, services) {
    const sheet = await ask(services.gate, request.organizationId, request.actor, printContacts, {})
    return new FileAnswer(
      await services.printer.contacts(sheet),
      `${sheet.title}.pdf`,
      'application/pdf',
      true,
    )
  },
}

const roleRoutes: readonly Route[] = [
  reads(
    roles,
    { url: '/api/roles', title: '役割と、今それを務める人', reply: RolesAnswer },
    () => ({}),
  ),
  reads(
    roleNames,
    { url: '/api/roles/names', title: '役割の名前（ほかの規程での名前も）', reply: RoleNames },
    () => ({}),
  ),
  writes(
    appoint,
    {
      url: '/api/assignments',
      title: '役割に任命する',
      body: Appointment,
      reply: Made,
      status: 201,
    },
    ({ body }) => body,
  ),
  writes(
    dismiss,
    {
      url: '/api/assignments/:id/end',
      title: '任命を終わらせる',
      params: IdPath,
      body: LastDay,
      reply: Made,
    },
    ({ params, body, ifMatch }) => ({ ...body, ...params, version: read(ifMatch) }),
  ),
  reads(contacts, { url: '/api/contacts', title: '緊急連絡網' }, () => ({})),
  printedContacts,
]

const absenceRoutes: readonly Route[] = [
  reads(
    absences,
    { url: '/api/absences', title: '今日からの不在', reply: Type.Array(AbsenceRow) },
    () => ({}),
  ),
  writes(
    createAbsence,
    { url: '/api/absences', title: '不在を登録する', body: NewAbsence, reply: Made, status: 201 },
    ({ body }) => body,
  ),
  writes(
    updateAbsence,
    {
      method: 'PATCH',
      url: '/api/absences/:id',
      title: '不在を変える',
      params: IdPath,
      body: AbsenceChange,
      reply: Made,
    },
    ({ params, body, ifMatch }) => ({ ...body, ...params, version: read(ifMatch) }),
  ),
  writes(
    endAbsence,
    { method: 'DELETE', url: '/api/absences/:id', title: '不在を取り消す', params: IdPath },
    ({ params }) => params,
  ),
]

export const routes: readonly Route[] = [
  ...unitRoutes,
  ...postRoutes,
  ...personRoutes,
  ...roleRoutes,
  ...absenceRoutes,
]
