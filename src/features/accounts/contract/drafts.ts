import { Type } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** Drafts of forms that a person has not sent yet. */

const DraftPath = Type.Object({ key: Type.String({ minLength: 1, maxLength: 300 }) })

export const Draft = Type.Object({ values: Type.Unknown(), savedAt: Type.String() })

export const draftEndpoints = {
  readDraft: endpoint({
    method: 'GET',
    url: '/api/drafts/:key',
    title: '書きかけを読む',
    params: DraftPath,
    reply: Draft,
    mayBeEmpty: true,
  }),
  keepDraft: endpoint({
    method: 'PUT',
    url: '/api/drafts/:key',
    title: '書きかけを残す',
    params: DraftPath,
    body: Draft,
  }),
  dropDraft: endpoint({
    method: 'DELETE',
    url: '/api/drafts/:key',
    title: '書きかけを消す',
    params: DraftPath,
  }),
}
