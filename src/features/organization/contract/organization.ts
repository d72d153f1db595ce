import { Type } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { Title, strict } from './common.ts'

/** The organisation itself. */

export const NewTitle = Type.Object({ title: Title }, strict)

export const organizationEndpoints = {
  renameOrganization: endpoint({
    method: 'PUT',
    url: '/api/organization/title',
    title: '組織の名前を変える',
    body: NewTitle,
  }),
}
