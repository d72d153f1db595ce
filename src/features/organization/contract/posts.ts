import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import {
  Id,
  Day,
  Title,
  Nullable,
  text,
  strict,
  Leads,
  IdPath,
  ChangeReceipt,
  LastDay,
} from './common.ts'

/** Posts and who holds them. */

export const NewPost = Type.Object(
  {
    title: Title,
    unit: Id,
    leads: Type.Optional(Leads),
    key: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
  },
  strict,
)

export const PostChange = Type.Partial(NewPost, strict)

export const NewHolding = Type.Object(
  { person: Id, post: Id, from: Day, to: Type.Optional(Nullable(Day)) },
  strict,
)

/** `was`: the last day that the sender saw, null where there was none. */
export const LeavePost = Type.Object({ on: Day, was: Nullable(Day) }, strict)

export const PostRow = Type.Object({
  id: Id,
  title: Type.String(),
  unit: Id,
  unitTitle: Type.String(),
  leads: Leads,
  key: text,
  version: Type.Integer(),
  endedOn: text,
  holders: Type.Array(Type.Object({ id: Id, name: Type.String() })),
})
export type PostRow = Static<typeof PostRow>

export const postEndpoints = {
  posts: endpoint({
    method: 'GET',
    url: '/api/posts',
    title: '職の一覧',
    reply: Type.Array(PostRow),
  }),
  createPost: endpoint({
    method: 'POST',
    url: '/api/posts',
    title: '職を作る',
    body: NewPost,
    reply: ChangeReceipt,
    status: 201,
  }),
  updatePost: endpoint({
    method: 'PATCH',
    url: '/api/posts/:id',
    title: '職を変える',
    ifMatch: true,
    params: IdPath,
    body: PostChange,
    reply: ChangeReceipt,
  }),
  endPost: endpoint({
    method: 'POST',
    url: '/api/posts/:id/end',
    title: '職を終わらせる',
    ifMatch: true,
    params: IdPath,
    body: LastDay,
    reply: ChangeReceipt,
  }),
  takePost: endpoint({
    method: 'POST',
    url: '/api/holdings',
    title: '職に就ける',
    body: NewHolding,
    reply: ChangeReceipt,
    status: 201,
  }),
  leavePost: endpoint({
    method: 'POST',
    url: '/api/holdings/:id/end',
    title: '職を離れさせる',
    params: IdPath,
    body: LeavePost,
    reply: ChangeReceipt,
  }),
}
