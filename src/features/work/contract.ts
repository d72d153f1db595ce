import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** Background work that fails, as administrators see it: never what it is about. */

const Id = Type.String({ format: 'uuid' })
const Moment = Type.String()

export const FailingRow = Type.Object({
  id: Id,
  /** `mail`, `import.check` … */
  kind: Type.String(),
  /** Whom a mail is for. */
  recipient: Type.Union([Type.String(), Type.Null()]),
  since: Moment,
  attempts: Type.Integer(),
  /** When it is tried next; null where it is tried no more. */
  nextAt: Type.Union([Moment, Type.Null()]),
  /** Somebody is at it now, so that it can be neither tried again nor given up. */
  inHand: Type.Boolean(),
  /** Why, in words, with what helps. */
  why: Type.String(),
})
export type FailingRow = Static<typeof FailingRow>

export const FailingTick = Type.Object({
  job: Type.String(),
  since: Moment,
  failures: Type.Integer(),
  why: Type.String(),
})
export type FailingTick = Static<typeof FailingTick>

export const FailingWork = Type.Object({
  /** Oldest first, those that are tried no more before the others. */
  rows: Type.Array(FailingRow),
  /** How many there are in all. */
  total: Type.Integer(),
  /** How many of them are tried no more. */
  abandoned: Type.Integer(),
  recurring: Type.Array(FailingTick),
  /** Whether mail is set up at all. */
  sendsMail: Type.Boolean(),
})
export type FailingWork = Static<typeof FailingWork>

export const WorkIds = Type.Object(
  { ids: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) },
  { additionalProperties: false },
)
/** How many of them were changed; what is in hand or done meanwhile is left out. */
const Changed = Type.Object({ count: Type.Integer() })

export const endpoints = {
  failingWork: endpoint({
    method: 'GET',
    url: '/api/work',
    title: 'うまくいっていない自動処理',
    reply: FailingWork,
  }),
  retryWork: endpoint({
    method: 'POST',
    url: '/api/work/retry',
    title: '自動処理をもう一度行う',
    body: WorkIds,
    reply: Changed,
  }),
  giveUpWork: endpoint({
    method: 'POST',
    url: '/api/work/give-up',
    title: '自動処理をあきらめる',
    body: WorkIds,
    reply: Changed,
  }),
}
