import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { Id, RegisterPath, EntryPath } from './common.ts'

/** What refers to an entry: other entries, counted uses, persons who can reach it, a diagram. */

/** Entries of one register that refer to an entry by one of their fields. */
export const ReferenceGroup = Type.Object({
  register: Type.String(),
  title: Type.String(),
  field: Type.String(),
  fieldTitle: Type.String(),
  /** Number of such entries; only the first of them are in `lines`. */
  count: Type.Integer(),
  lines: Type.Array(
    Type.Object({ id: Id, number: Type.String(), name: Type.String(), state: Type.String() }),
  ),
})
export type ReferenceGroup = Static<typeof ReferenceGroup>

const usageProperties = {
  register: Type.String(),
  registerTitle: Type.String(),
  field: Type.String(),
  owned: Type.Union([Type.Number(), Type.Null()]),
  used: Type.Number(),
  over: Type.Number(),
}

/** How many of an entry are owned, and how many the entries of a register use. */
export const UsesRow = Type.Object(usageProperties)
export type UsesRow = Static<typeof UsesRow>

export const CountRow = Type.Object({
  id: Id,
  number: Type.String(),
  name: Type.String(),
  ...usageProperties,
})
export type CountRow = Static<typeof CountRow>

const Day = Type.String({ format: 'date' })

export const ReachFilter = Type.Object({ on: Type.Optional(Day) })

export const ReachQuery = Type.Intersect([EntryPath, ReachFilter])

export const ReachView = Type.Object({
  on: Day,
  name: Type.String(),
  number: Type.String(),
  rows: Type.Array(
    Type.Object({
      person: Id,
      name: Type.String(),
      unit: Type.String(),
      /** The person had left before that day. */
      left: Type.Boolean(),
      register: Type.String(),
      registerTitle: Type.String(),
      line: Id,
      number: Type.String(),
      lineName: Type.String(),
      state: Type.String(),
      from: Type.Union([Day, Type.Null()]),
      until: Type.Union([Day, Type.Null()]),
    }),
  ),
})
export type ReachView = Static<typeof ReachView>

export const DiagramView = Type.Object({
  title: Type.String(),
  carries: Type.Array(Type.String()),
  nodes: Type.Array(
    Type.Object({
      id: Id,
      register: Type.String(),
      registerTitle: Type.String(),
      number: Type.String(),
      name: Type.String(),
      state: Type.String(),
      group: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  /** `line` is the id of the entry that states the connection. */
  edges: Type.Array(
    Type.Object({ id: Type.String(), from: Id, to: Id, line: Id, title: Type.String() }),
  ),
})
export type DiagramView = Static<typeof DiagramView>

export const referenceEndpoints = {
  entryReach: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id/reach',
    title: 'その日に届いた人',
    params: EntryPath,
    query: ReachFilter,
    reply: ReachView,
  }),
  registerCounts: endpoint({
    method: 'GET',
    url: '/api/registers/:register/counts',
    title: '持っている数と使っている数',
    params: RegisterPath,
    reply: Type.Array(CountRow),
  }),
  registerDiagram: endpoint({
    method: 'GET',
    url: '/api/registers/:register/diagram',
    title: '台帳から描く図',
    params: RegisterPath,
    reply: DiagramView,
  }),
}
