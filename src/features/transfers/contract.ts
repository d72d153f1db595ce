import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { xlsxType } from '#kernel/contracts/mediaTypes.ts'

/** What the API and the screens share about transfers (人事異動). */

const Id = Type.String({ format: 'uuid' })
export const Day = Type.String({ format: 'date' })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const strict = { additionalProperties: false } as const

export const IdPath = Type.Object({ id: Id })
const TransferReceipt = Type.Object({ id: Id })
/** Sent with the file: the first day, unless the list names it, and whether it has everybody. */
export const NewTransfer = Type.Object({ on: Type.Optional(Day), everyone: Type.Boolean() }, strict)
export const Ranks = Type.Object(
  { ranks: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 300 }) },
  strict,
)
/** The units to make, by the names that the list gives them. */
export const MissingUnits = Type.Object(
  {
    names: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      minItems: 1,
      maxItems: 1000,
    }),
  },
  strict,
)
/** Titles of which posts are made in the units whose lines have them. */
export const MissingPosts = Type.Object(
  {
    titles: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
      minItems: 1,
      maxItems: 300,
    }),
    leads: Type.Union([Type.Literal('head'), Type.Literal('deputy'), Type.Literal('none')]),
  },
  strict,
)
export type MissingPosts = Static<typeof MissingPosts>
export const PlanBody = Type.Object(
  {
    acceptWarnings: Type.Boolean(),
    /** The effect that was on the screen. The decision is refused where it is another by now. */
    effect: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  strict,
)

const Status = Type.Union([
  Type.Literal('draft'),
  Type.Literal('planned'),
  Type.Literal('applied'),
  Type.Literal('withdrawn'),
])
export const Kind = Type.Union([
  Type.Literal('joined'),
  Type.Literal('moved'),
  Type.Literal('left'),
  Type.Literal('unchanged'),
])
export type Kind = Static<typeof Kind>

export const TransferRow = Type.Object({
  id: Id,
  on: Type.String(),
  everyone: Type.Boolean(),
  status: Status,
  file: Type.String(),
  lines: Type.Integer(),
  trouble: Nullable(Type.String()),
  madeBy: Type.String(),
  madeAt: Type.String(),
  plannedAt: Nullable(Type.String()),
  closedAt: Nullable(Type.String()),
})
export type TransferRow = Static<typeof TransferRow>
export const TransfersAnswer = Type.Object({ transfers: Type.Array(TransferRow) })
export type TransfersAnswer = Static<typeof TransfersAnswer>

export const FaultRow = Type.Object({
  kind: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  code: Type.String(),
  row: Nullable(Type.Integer()),
  name: Type.String(),
  column: Type.String(),
  value: Type.String(),
  says: Type.String(),
  grounds: Type.Array(Type.Object({ provision: Type.String(), rule: Type.String() })),
})
export type FaultRow = Static<typeof FaultRow>

export const TransferView = Type.Object({
  ...TransferRow.properties,
  /** What stands for the effect of the list on the organisation of this moment. */
  effect: Type.String(),
  /** The first day has come. */
  due: Type.Boolean(),
  unused: Type.Array(Type.String()),
  ranks: Type.Array(Type.String()),
  accepted: Type.Array(Type.String()),
  counts: Type.Object({
    joined: Type.Integer(),
    moved: Type.Integer(),
    left: Type.Integer(),
    unchanged: Type.Integer(),
  }),
  errors: Type.Integer(),
  warnings: Type.Integer(),
  /** The first faults; the file of faults has all. */
  faults: Type.Array(FaultRow),
  /** Units that the list names and nobody made, those above first, with where they would stand. */
  missingUnits: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      /** Title of the unit above. Empty at the top. */
      above: Type.String(),
      /** Most likely a slip of the pen for this one. */
      near: Nullable(Type.String()),
    }),
  ),
  /** Titles that are no post, with the number of lines. */
  unknownPosts: Type.Array(Type.Object({ title: Type.String(), lines: Type.Integer() })),
})
export type TransferView = Static<typeof TransferView>

export const MovesQuery = Type.Object({
  kind: Type.Optional(Kind),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
const Side = Type.Object({
  unit: Type.String(),
  posts: Type.Array(Type.String()),
  employment: Type.String(),
  name: Type.String(),
})
export const MoveRow = Type.Object({
  key: Type.String(),
  kind: Kind,
  row: Nullable(Type.Integer()),
  person: Nullable(Id),
  name: Type.String(),
  number: Nullable(Type.String()),
  before: Nullable(Side),
  after: Nullable(Side),
  changes: Type.Array(Type.String()),
})
export type MoveRow = Static<typeof MoveRow>
export const MovesPage = Type.Object({
  items: Type.Array(MoveRow),
  next: Type.Optional(Type.String()),
  total: Type.Integer(),
})
export type MovesPage = Static<typeof MovesPage>

const Who = Type.Object({ id: Id, name: Type.String() })
/** What remains to be done after a transfer. */
export const LooseEndsAnswer = Type.Object({
  seats: Type.Array(
    Type.Object({
      kind: Type.String(),
      role: Type.String(),
      scopeId: Type.String(),
      says: Type.String(),
    }),
  ),
  cases: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      subject: Type.String(),
      step: Type.String(),
      person: Who,
    }),
  ),
  /** Entries of registers that are still in the hands of persons who left. */
  held: Type.Array(
    Type.Object({
      id: Id,
      register: Type.String(),
      registerTitle: Type.String(),
      number: Type.String(),
      name: Type.String(),
      person: Who,
    }),
  ),
  accounts: Type.Array(
    Type.Object({ id: Id, account: Type.String(), person: Who, administrator: Type.Boolean() }),
  ),
  newcomers: Type.Array(Who),
})
export type LooseEndsAnswer = Static<typeof LooseEndsAnswer>

/** What waits for a person, or is in their hands: asked before their account or their time here ends. */
export const PersonWaits = Type.Object({
  roles: Type.Array(Type.Object({ title: Type.String(), role: Type.String() })),
  cases: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      subject: Type.String(),
      /** Theirs to act on, or their own and still open. */
      own: Type.Boolean(),
    }),
  ),
  /** Things to do that are no step of a case. */
  tasks: Type.Array(Type.Object({ title: Type.String(), subject: Type.String() })),
  held: Type.Array(
    Type.Object({
      id: Id,
      register: Type.String(),
      registerTitle: Type.String(),
      number: Type.String(),
      name: Type.String(),
    }),
  ),
  /** They have the only account of an administrator. */
  lastAdministrator: Type.Boolean(),
})
export type PersonWaits = Static<typeof PersonWaits>

export const endpoints = {
  sendTransfer: endpoint({
    method: 'POST',
    url: '/api/transfers',
    title: '異動の一覧を送る（まだ何も変えない）',
    upload: true,
    reply: TransferReceipt,
    status: 201,
  }),
  roster: endpoint({
    method: 'GET',
    url: '/api/transfers/roster.xlsx',
    title: '今の名簿（Excel）',
    produces: xlsxType,
  }),
  transferFaults: endpoint({
    method: 'GET',
    url: '/api/transfers/:id/faults.xlsx',
    title: '異動の一覧で直す所（Excel）',
    params: IdPath,
    produces: xlsxType,
  }),
  transfers: endpoint({
    method: 'GET',
    url: '/api/transfers',
    title: '異動の一覧',
    reply: TransfersAnswer,
  }),
  transfer: endpoint({
    method: 'GET',
    url: '/api/transfers/:id',
    title: '異動の下見',
    params: IdPath,
    reply: TransferView,
  }),
  moves: endpoint({
    method: 'GET',
    url: '/api/transfers/:id/moves',
    title: '異動する人（前と後）',
    params: IdPath,
    query: MovesQuery,
    reply: MovesPage,
  }),
  setRanks: endpoint({
    method: 'PUT',
    url: '/api/transfers/:id/ranks',
    title: '席ではない職名を決める',
    params: IdPath,
    body: Ranks,
  }),
  makeMissingUnits: endpoint({
    method: 'POST',
    url: '/api/transfers/:id/units',
    title: '一覧にあって、まだない所属を作る',
    params: IdPath,
    body: MissingUnits,
  }),
  makeMissingPosts: endpoint({
    method: 'POST',
    url: '/api/transfers/:id/posts',
    title: '一覧にあって、まだない職を作る',
    params: IdPath,
    body: MissingPosts,
  }),
  planTransfer: endpoint({
    method: 'POST',
    url: '/api/transfers/:id/plan',
    title: '異動を決める',
    params: IdPath,
    body: PlanBody,
    reply: Type.Object({ status: Status }),
  }),
  withdrawTransfer: endpoint({
    method: 'POST',
    url: '/api/transfers/:id/withdraw',
    title: '異動を取り下げる',
    params: IdPath,
  }),
  personWaits: endpoint({
    method: 'GET',
    url: '/api/persons/:id/waits',
    title: '職員等に残っていること',
    params: IdPath,
    reply: PersonWaits,
  }),
  transferLooseEnds: endpoint({
    method: 'GET',
    url: '/api/transfers/:id/loose-ends',
    title: '異動のあとに整えること',
    params: IdPath,
    reply: LooseEndsAnswer,
  }),
}
