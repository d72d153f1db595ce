import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** The start list: what a new organisation has done, and what it still has to do. */

/** The lines, in the order in which they are best done. */
export const startLines = [
  'policy',
  'document',
  'departures',
  'people',
  'roles',
  'second',
  'registers',
  'forms',
  'mail',
] as const
export type StartLineId = (typeof startLines)[number]

/**
 * done: the records say so · open: not yet · pressing: not yet, and waiting stops somebody ·
 * waiting: somebody else has to do something · aside: put aside by somebody.
 */
const states = ['done', 'open', 'pressing', 'waiting', 'aside'] as const
export type StartState = (typeof states)[number]

export const StartLine = Type.Object({
  id: Type.Enum([...startLines]),
  state: Type.Enum([...states]),
  /** How much of it is done, of how much where that is known. */
  done: Type.Integer(),
  of: Type.Union([Type.Integer(), Type.Null()]),
  /** The first of what is still missing. */
  missing: Type.Array(Type.String()),
  /** When it was done, or last tried. */
  at: Type.Union([Type.String(), Type.Null()]),
  /** Its page. */
  href: Type.String(),
  aside: Type.Union([
    Type.Object({ word: Type.String(), by: Type.String(), at: Type.String() }),
    Type.Null(),
  ]),
})
export type StartLine = Static<typeof StartLine>

export const StartAnswer = Type.Object({
  lines: Type.Array(StartLine),
  /** Something is neither done nor put aside. Never of a demonstration. */
  goesOn: Type.Boolean(),
  /** The people and units there are. */
  people: Type.Object({ units: Type.Integer(), persons: Type.Integer() }),
  mail: Type.Object({ setUp: Type.Boolean(), address: Type.Union([Type.String(), Type.Null()]) }),
})
export type StartAnswer = Static<typeof StartAnswer>

export const LinePath = Type.Object({ line: Type.Enum([...startLines]) })

export const AsideBody = Type.Object(
  { word: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }) },
  { additionalProperties: false },
)

export const endpoints = {
  start: endpoint({
    method: 'GET',
    url: '/api/start',
    title: 'はじめの一時間：済んだことと残り',
    reply: StartAnswer,
  }),
  putAside: endpoint({
    method: 'POST',
    url: '/api/start/:line/aside',
    title: 'はじめの仕事を後回しにする',
    params: LinePath,
    body: AsideBody,
  }),
  takeUp: endpoint({
    method: 'DELETE',
    url: '/api/start/:line/aside',
    title: '後回しにした始めの仕事を戻す',
    params: LinePath,
  }),
  tryMail: endpoint({
    method: 'POST',
    url: '/api/start/mail',
    title: '試しのメールを自分へ送る',
    reply: Type.Object({ address: Type.String() }),
  }),
}
