import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { pdfType } from '#kernel/contracts/mediaTypes.ts'
import { Version } from '#kernel/contracts/version.ts'

/** What the API and the screens share about campaigns: the stocktakes of registers. */

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const TextOrNull = Type.Union([Type.String(), Type.Null()])

const answers = ['there', 'changed', 'missing'] as const
export type Answer = (typeof answers)[number]

export const CampaignPath = Type.Object({ id: Id })
export const PartPath = Type.Object({ id: Id, part: Id })

export const BeginCampaign = Type.Object(
  {
    register: Type.String({ maxLength: 60 }),
    /** Units that confirm their entries; by default all. */
    units: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500 })),
    /** The due day; by default thirty days from today. */
    dueOn: Type.Optional(Day),
  },
  { additionalProperties: false },
)
export const StartedCampaign = Type.Object({ id: Id, parts: Type.Integer(), lines: Type.Integer() })
export type StartedCampaign = Static<typeof StartedCampaign>

const AnswerLinesBody = Type.Object(
  {
    /** Each with the version of the entry that was looked at. */
    entries: Type.Array(
      Type.Object({ id: Id, version: Version }, { additionalProperties: false }),
      {
        minItems: 1,
        maxItems: 1000,
      },
    ),
    answer: Type.Enum([...answers]),
    /** What differs, or when the entry was last seen. */
    note: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
)
export const AnswerLines = Type.Object(
  { ...PartPath.properties, ...AnswerLinesBody.properties },
  { additionalProperties: false },
)

export const Progress = Type.Object({
  total: Type.Integer(),
  there: Type.Integer(),
  changed: Type.Integer(),
  missing: Type.Integer(),
})
export type Progress = Static<typeof Progress>

export const PartView = Type.Object({
  id: Id,
  unit: Type.Union([Id, Type.Null()]),
  unitTitle: Type.String(),
  ...Progress.properties,
  closedAt: TextOrNull,
  closedBy: TextOrNull,
  mayAnswer: Type.Boolean(),
  mayClose: Type.Boolean(),
})
export type PartView = Static<typeof PartView>

export const CampaignView = Type.Object({
  id: Id,
  register: Type.String(),
  registerTitle: Type.String(),
  title: Type.String(),
  beginsOn: Day,
  dueOn: Day,
  begunBy: TextOrNull,
  late: Type.Boolean(),
  closedAt: TextOrNull,
  carries: Type.Array(Type.String()),
  /** The parts that the actor may see. */
  parts: Type.Array(PartView),
})
export type CampaignView = Static<typeof CampaignView>

export const CampaignList = Type.Object({
  campaigns: Type.Array(CampaignView),
  /** Registers of which the actor may start a stocktake, with the units to choose from. */
  mayBegin: Type.Array(
    Type.Object({
      register: Type.String(),
      title: Type.String(),
      units: Type.Array(Type.Object({ id: Id, title: Type.String() })),
    }),
  ),
})
export type CampaignList = Static<typeof CampaignList>

const LineQuery = Type.Object({
  /** Only entries with this answer; `open`: not yet confirmed. */
  answer: Type.Optional(Type.Enum(['open', ...answers])),
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export const ListLines = Type.Intersect([PartPath, LineQuery])

export const CampaignLine = Type.Object({
  entry: Id,
  /** Version of the entry. */
  version: Type.Integer(),
  number: Type.String(),
  name: Type.String(),
  state: Type.String(),
  details: Type.Array(Type.Object({ title: Type.String(), value: Type.String() })),
  answer: Type.Union([Type.Enum([...answers]), Type.Null()]),
  note: TextOrNull,
  answeredBy: TextOrNull,
  answeredAt: TextOrNull,
  mayEdit: Type.Boolean(),
})
export type CampaignLine = Static<typeof CampaignLine>
export const CampaignLines = Type.Object({
  campaign: CampaignView,
  part: PartView,
  rows: Type.Array(CampaignLine),
  next: Type.Optional(Type.String()),
})
export type CampaignLines = Static<typeof CampaignLines>

const AnswerReceipt = Type.Object({ answered: Type.Integer(), ...Progress.properties })

export const endpoints = {
  printCampaign: endpoint({
    method: 'GET',
    url: '/api/campaigns/:id/print.pdf',
    title: '棚卸しの結果を印刷する',
    params: CampaignPath,
    produces: pdfType,
  }),
  campaigns: endpoint({
    method: 'GET',
    url: '/api/campaigns',
    title: '棚卸しの一覧',
    reply: CampaignList,
  }),
  beginCampaign: endpoint({
    method: 'POST',
    url: '/api/campaigns',
    title: '棚卸しを始める',
    body: BeginCampaign,
    reply: StartedCampaign,
    status: 201,
  }),
  campaign: endpoint({
    method: 'GET',
    url: '/api/campaigns/:id',
    title: '一つの棚卸し',
    params: CampaignPath,
    reply: CampaignView,
  }),
  partLines: endpoint({
    method: 'GET',
    url: '/api/campaigns/:id/parts/:part',
    title: '所属が確かめる登録',
    params: PartPath,
    query: LineQuery,
    reply: CampaignLines,
  }),
  answerLines: endpoint({
    method: 'POST',
    url: '/api/campaigns/:id/parts/:part/answers',
    title: 'あったか、違うか、見つからないかを答える',
    params: PartPath,
    body: AnswerLinesBody,
    reply: AnswerReceipt,
  }),
  closePart: endpoint({
    method: 'POST',
    url: '/api/campaigns/:id/parts/:part/close',
    title: '所属の棚卸しを終える',
    params: PartPath,
    reply: Progress,
  }),
}
