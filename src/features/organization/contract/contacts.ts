import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { pdfType } from '#kernel/contracts/mediaTypes.ts'
import { Id, text } from './common.ts'

/** The emergency contact network. */

export const ContactPerson = Type.Object({
  id: Id,
  name: Type.String(),
  places: Type.Array(Type.String()),
  as: Type.String(),
  phone: text,
  emergencyPhone: text,
})
export type ContactPerson = Static<typeof ContactPerson>

/** A role of the emergency network, and the roles that it informs next. */
export const ContactNode = Type.Cyclic(
  {
    ContactNode: Type.Object({
      role: Type.String(),
      title: Type.String(),
      /** Each person once, with every place that they act for. */
      people: Type.Array(ContactPerson),
      tells: Type.Array(Type.Ref('ContactNode')),
    }),
  },
  'ContactNode',
)
export type ContactNode = Static<typeof ContactNode>

export const ContactsAnswer = Type.Object({
  title: Type.String(),
  carries: Type.Array(Type.String()),
  tree: Type.Array(ContactNode),
})
export type ContactsAnswer = Static<typeof ContactsAnswer>

export const contactEndpoints = {
  printContacts: endpoint({
    method: 'GET',
    url: '/api/organization/contacts.pdf',
    title: '緊急連絡網（PDF）',
    produces: pdfType,
  }),
  contacts: endpoint({
    method: 'GET',
    url: '/api/contacts',
    title: '緊急連絡網',
    reply: ContactsAnswer,
  }),
}
