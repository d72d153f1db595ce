import { Type } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

const Id = Type.String({ format: 'uuid' })

/** Endpoints and schemas of notices. */

export const NoticePath = Type.Object({ id: Id }, { additionalProperties: false })

export const endpoints = {
  readNotice: endpoint({
    method: 'POST',
    url: '/api/notices/:id/read',
    title: 'お知らせを確かめる',
    params: NoticePath,
    reply: Type.Object({ id: Id }),
  }),
}
