import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { changeAreas } from '#kernel/packs/compare/labels.ts'
import { provisionStates, standingStates } from '#kernel/status/states.ts'

/** What the API and the screens share about the policy: outline, provisions, imported document. */

const TextOrNull = Type.Union([Type.String(), Type.Null()])

/** Whether mechanisms carry a provision as strongly as it needs. */
const carriages = ['carried', 'stated', 'weak', 'uncarried'] as const

export const ProvisionRow = Type.Object({
  ref: Type.String(),
  under: Type.String(),
  kind: Type.String(),
  gist: Type.String(),
  modality: Type.String(),
  carriage: Type.Enum([...carriages]),
  state: Type.Enum([...provisionStates]),
  /** Whether the program carries it strongly enough, and whether everything that carries it is set up. */
  carried: Type.Boolean(),
  setUp: Type.Boolean(),
  /** Number of mechanisms that carry the provision. */
  carriers: Type.Integer(),
  /** The imported document has its wording. */
  worded: Type.Boolean(),
  /** The ids of the roles whose work it is. */
  roles: Type.Array(Type.String()),
})
export type ProvisionRow = Static<typeof ProvisionRow>

/** A day that was, today, or a day to come: what would be so then if nobody did anything. */
const whens = ['past', 'today', 'ahead'] as const
export type MapWhen = (typeof whens)[number]

/** The day on which the map is looked at: today unless given, at most 400 days ahead. */
const On = Type.Optional(Type.String({ format: 'date' }))
export const MapQuery = Type.Object({ on: On })

/** Of which day it is told, and what cannot be known of it and is left out, in sentences. */
const told = {
  on: Type.String(),
  when: Type.Enum([...whens]),
  leftOut: Type.Array(Type.String()),
}

/** Three questions, each by itself: is it carried, is it set up, is it kept (and of that, proved). */
const Questions = Type.Object({
  all: Type.Integer(),
  carried: Type.Integer(),
  setUp: Type.Integer(),
  kept: Type.Integer(),
  proved: Type.Integer(),
})

export const Outline = Type.Object({
  ...told,
  pack: Type.String(),
  title: Type.String(),
  edition: Type.String(),
  inForce: Type.String(),
  hash: Type.String(),
  headings: Type.Array(
    Type.Object({ ref: Type.String(), title: Type.String(), under: TextOrNull }),
  ),
  provisions: Type.Array(ProvisionRow),
  /** The roles that have some of it for their work, and which of them are the reader's. */
  roles: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), mine: Type.Boolean() })),
  counts: Type.Record(Type.String(), Type.Integer()),
  /** How many provisions are carried as strongly as they need. */
  coverage: Type.Object({
    /** Those of the pack, and those of the imported document that it does not list. */
    provisions: Type.Integer(),
    carried: Type.Integer(),
    /** Those of the carried that need no more than a text, and have no more. */
    stated: Type.Integer(),
    weak: Type.Integer(),
    uncarried: Type.Integer(),
    unlisted: Type.Integer(),
  }),
  questions: Questions,
  document: Type.Union([
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      importedAt: Type.String(),
      attached: Type.Integer(),
      departures: Type.Integer(),
      /** Provisions of the document that the pack does not list. */
      unlisted: Type.Integer(),
    }),
    Type.Null(),
  ]),
  mayImport: Type.Boolean(),
  /** From which day on the records tell of the policy here. */
  since: Type.String(),
  /** May read the report of a year. */
  mayReport: Type.Boolean(),
})
export type Outline = Static<typeof Outline>

export const MonthsQuery = Type.Object({ from: On, to: On })

/**
 * How many provisions were in each state at the end of each month, of a month to come: would be. The
 * present month is told as of today. Months before the policy was in force here are not there.
 */
export const Months = Type.Object({
  months: Type.Array(
    Type.Object({
      on: Type.String(),
      when: Type.Enum([...whens]),
      counts: Type.Record(Type.String(), Type.Integer()),
      questions: Questions,
    }),
  ),
})
export type Months = Static<typeof Months>

/** The 年度 that a report is about, by the year in which it begins. */
export const ReportYear = Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2200 }) })
const ReportQuery = Type.Object({
  ...ReportYear.properties,
  format: Type.Enum(['pdf', 'docx']),
})

export const ProvisionQuery = Type.Object({ ref: Type.String({ maxLength: 300 }), on: On })

/** A strength, and what it is called. */
const Strength = Type.Object({ id: Type.String(), title: Type.String() })

/** What the button of an open provision does. */
const ways = ['answer', 'mend', 'verify', 'appoint', 'set-up', 'open'] as const

export const ProvisionDetail = Type.Object({
  ...told,
  /** The one thing that mends it, whose it is, and whether they can be asked; null where nothing is to be done, or of another day. */
  way: Type.Union([
    Type.Object({
      does: Type.Enum([...ways]),
      who: Type.Array(Type.String()),
      mine: Type.Boolean(),
      href: TextOrNull,
      due: TextOrNull,
      mayAsk: Type.Boolean(),
    }),
    Type.Null(),
  ]),
  ref: Type.String(),
  kind: Type.String(),
  modality: Type.String(),
  gist: Type.String(),
  /** The gists of its parts, where it has several duties. */
  parts: Type.Array(Type.Object({ ref: Type.String(), gist: Type.String() })),
  carriage: Type.Enum([...carriages]),
  /** The strength that its modality and kind need, and that of its carriers. */
  needs: Strength,
  has: Strength,
  /** Why it is carried no more strongly, where it is carried too weakly. */
  weakness: TextOrNull,
  path: Type.Array(Type.Object({ ref: Type.String(), title: Type.String() })),
  state: Type.Enum([...provisionStates]),
  carried: Type.Boolean(),
  setUp: Type.Boolean(),
  /** Exceptions in force: the number of the case, for whom, and until when. */
  exceptions: Type.Array(
    Type.Object({
      number: Type.String(),
      for: Type.String(),
      from: Type.String(),
      until: Type.String(),
    }),
  ),
  original: TextOrNull,
  line: Type.Union([Type.Integer(), Type.Null()]),
  departure: TextOrNull,
  carriers: Type.Array(
    Type.Object({
      kind: Type.String(),
      kindTitle: Type.String(),
      path: Type.String(),
      title: Type.String(),
      when: TextOrNull,
      /** How strongly it carries the provision, and why. */
      strength: Strength,
      why: Type.String(),
      /** The parts that it carries; empty where it carries the whole. */
      parts: Type.Array(Type.String()),
      state: Type.Enum([...standingStates]),
      /** What the records say: 「今年度 12件」. */
      proof: TextOrNull,
      lastAt: TextOrNull,
      nextDue: TextOrNull,
      /** The page where the mechanism is looked at and put right. */
      link: TextOrNull,
    }),
  ),
})
export type ProvisionDetail = Static<typeof ProvisionDetail>

/** Asking those who have the work behind a provision to do it. */
export const AskProvision = Type.Object(
  { ref: Type.String({ maxLength: 300 }) },
  { additionalProperties: false },
)
/** Who was asked; nobody where they were asked today already. */
export const Asked = Type.Object({ who: Type.Array(Type.String()), again: Type.Boolean() })
export type Asked = Static<typeof Asked>

const Departure = Type.Object({
  ref: TextOrNull,
  line: Type.Union([Type.Integer(), Type.Null()]),
  text: Type.String(),
  why: Type.String(),
})

export const ImportSummary = Type.Object({
  attached: Type.Integer(),
  provisionsInPack: Type.Integer(),
  provisionsInDocument: Type.Integer(),
  lines: Type.Integer(),
  leftovers: Type.Integer(),
  departures: Type.Array(Departure),
  /** Tracked changes of the document that nobody has accepted or refused. */
  revisions: Type.Optional(Type.Integer()),
})
export type ImportSummary = Static<typeof ImportSummary>

export const ImportDocument = Type.Object(
  {
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    size: Type.Integer(),
    name: Type.String({ maxLength: 300 }),
    mediaType: Type.String({ maxLength: 120 }),
    scan: Type.Enum(['clean', 'not-scanned']),
    title: Type.String({ maxLength: 300 }),
    wordings: Type.Array(
      Type.Object({
        ref: Type.String(),
        original: Type.String(),
        line: Type.Integer(),
        path: Type.Array(Type.String()),
        departure: TextOrNull,
      }),
    ),
    summary: ImportSummary,
  },
  { additionalProperties: false },
)

/**
 * What is decided about differences between a document and the pack: they stay as they are, or the
 * pack is to be mended.
 */
const departureDecisions = ['as-is', 'mend'] as const

export const DocumentDetail = Type.Object({
  id: Type.String(),
  title: Type.String(),
  importedAt: Type.String(),
  summary: ImportSummary,
  /** The decisions, each about a difference by its index in the summary. */
  decisions: Type.Array(
    Type.Object({
      place: Type.Integer(),
      decision: Type.Enum([...departureDecisions]),
      comment: Type.String(),
      by: TextOrNull,
      at: Type.String(),
    }),
  ),
  mayDecide: Type.Boolean(),
})
export type DocumentDetail = Static<typeof DocumentDetail>

/** One difference between the edition in force and the one proposed. */
const EditionChange = Type.Object({
  area: Type.Enum([...changeAreas]),
  path: Type.String(),
  subject: Type.Array(Type.String()),
  keys: Type.Array(Type.String()),
  change: Type.Enum(['added', 'removed', 'changed', 'moved']),
  before: TextOrNull,
  after: TextOrNull,
})
export const EditionChanges = Type.Array(EditionChange)

/** An edition of the pack that is proposed, after lint and golden cases. */
export const ProposeEdition = Type.Object(
  {
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    pack: Type.String(),
    title: Type.String(),
    edition: Type.String(),
    inForce: Type.String({ format: 'date' }),
    sources: Type.Record(Type.String(), Type.String()),
    /** The version of the packs' language that it was checked by. */
    language: Type.Integer({ minimum: 1 }),
    /** Hash of the edition that it was compared with. */
    comparedWith: Type.String(),
    changes: EditionChanges,
    /** Number of golden cases that came out as expected. */
    casesPlayed: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
)

const ProposalPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const ProposalId = ProposalPath

const Reason = Type.String({ maxLength: 1000 })
export const ApproveEdition = Type.Object(
  {
    /** Needed where the one who proposed it approves it, because nobody else can. */
    reason: Type.Optional(Reason),
  },
  { additionalProperties: false },
)
export const RefuseEdition = Type.Object({ comment: Reason }, { additionalProperties: false })

/** Open cases of a procedure that the proposed edition changes or lacks. */
const AffectedCases = Type.Object({
  procedure: Type.String(),
  title: Type.String(),
  open: Type.Integer(),
  /** The numbers of the first of them. */
  numbers: Type.Array(Type.String()),
})

export const EditionProposal = Type.Object({
  id: Type.String(),
  edition: Type.String(),
  title: Type.String(),
  hash: Type.String(),
  inForce: Type.String(),
  status: Type.Enum(['proposed', 'approved']),
  proposedBy: TextOrNull,
  proposedAt: Type.String(),
  decidedBy: TextOrNull,
  casesPlayed: Type.Integer(),
  changes: EditionChanges,
  affected: Type.Array(AffectedCases),
  /** Why it could not come into force on its day. */
  trouble: TextOrNull,
  mayApprove: Type.Boolean(),
  /** The reader proposed it and nobody else can approve it: a reason is needed. */
  alone: Type.Boolean(),
  mayWithdraw: Type.Boolean(),
})
export type EditionProposal = Static<typeof EditionProposal>

/** What a change of edition did to the provisions. */
export const Adopted = Type.Object({
  hash: Type.String(),
  edition: Type.String(),
  added: Type.Array(Type.String()),
  gone: Type.Array(Type.String()),
  /** Number of provisions that kept their wording. */
  worded: Type.Integer(),
  /** Open cases that go on at another step or in another procedure. */
  ledOn: Type.Array(
    Type.Object({ number: Type.String(), procedure: Type.String(), step: Type.String() }),
  ),
})
export type Adopted = Static<typeof Adopted>

/** What became of an approved edition: it is in force, or waits for its day. */
export const Approved = Type.Object({
  status: Type.Enum(['approved', 'in-force']),
  edition: Type.String(),
  inForce: Type.String(),
  adopted: Type.Union([Adopted, Type.Null()]),
})
export type Approved = Static<typeof Approved>

export const Proposed = Type.Object({
  id: Type.String(),
  edition: Type.String(),
  changes: Type.Integer(),
})
export type Proposed = Static<typeof Proposed>

const EditionRow = Type.Object({
  hash: Type.String(),
  title: Type.String(),
  edition: Type.String(),
  inForce: Type.String(),
  until: TextOrNull,
  adoptedAt: Type.String(),
  current: Type.Boolean(),
})

/** A fault of the edition in force by today's rules, its position, and its consequence. */
const EditionNote = Type.Object({
  at: Type.String(),
  detail: Type.String(),
  effect: Type.Enum(['works', 'ignored', 'left-out']),
  /** The parts of the edition that are not in force because of it. */
  without: Type.Array(Type.String()),
})

export const EditionList = Type.Object({
  rows: Type.Array(EditionRow),
  mayAdopt: Type.Boolean(),
  /** The edition in force can be read. */
  readable: Type.Boolean(),
  /** Faults of the edition, for those who may adopt another. */
  notes: Type.Array(EditionNote),
  /** The edition that waits for approval or for its day; null for who may do nothing about it. */
  proposal: Type.Union([EditionProposal, Type.Null()]),
})
export type EditionList = Static<typeof EditionList>

const DocumentPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** A decision about one or several differences; what stays as it is needs a reason. */
export const DecideDepartures = Type.Object(
  {
    places: Type.Array(Type.Integer({ minimum: 0, maximum: 100_000 }), {
      minItems: 1,
      maxItems: 5000,
      uniqueItems: true,
    }),
    decision: Type.Enum([...departureDecisions]),
    comment: Type.String({ maxLength: 1000 }),
  },
  { additionalProperties: false },
)

export const endpoints = {
  outline: endpoint({
    method: 'GET',
    url: '/api/policy',
    title: '規程の条項と状態',
    query: MapQuery,
    reply: Outline,
  }),
  provision: endpoint({
    method: 'GET',
    url: '/api/policy/provision',
    title: '条項',
    query: ProvisionQuery,
    reply: ProvisionDetail,
  }),
  report: endpoint({
    method: 'GET',
    url: '/api/policy/report',
    title: '年次報告の下書き',
    query: ReportQuery,
    produces: 'application/octet-stream',
  }),
  askProvision: endpoint({
    method: 'POST',
    url: '/api/policy/provision/ask',
    title: '条項のことを、受け持つ人に頼む',
    body: AskProvision,
    reply: Asked,
  }),
  months: endpoint({
    method: 'GET',
    url: '/api/policy/months',
    title: '月末ごとの条項の状態',
    query: MonthsQuery,
    reply: Months,
  }),
  document: endpoint({
    method: 'GET',
    url: '/api/policy/documents/:id',
    title: '取り込んだ文書',
    params: DocumentPath,
    reply: DocumentDetail,
  }),
  decideDepartures: endpoint({
    method: 'POST',
    url: '/api/policy/documents/:id/decisions',
    title: '文書と規程パックの違いを決める',
    params: DocumentPath,
    body: DecideDepartures,
  }),
  importDocument: endpoint({
    method: 'POST',
    url: '/api/policy/documents',
    title: '規程の文書を取り込む',
    upload: true,
    reply: Type.Object({ id: Type.String(), summary: ImportSummary }),
    status: 201,
  }),
  editions: endpoint({
    method: 'GET',
    url: '/api/policy/editions',
    title: '規程パックの版',
    reply: EditionList,
  }),
  proposeEdition: endpoint({
    method: 'POST',
    url: '/api/policy/editions',
    title: '規程パックを読み直し、新しい版として出す',
    reply: Proposed,
    status: 201,
  }),
  uploadEdition: endpoint({
    method: 'POST',
    url: '/api/policy/editions/upload',
    title: '規程パックの zip を送り、新しい版として出す',
    upload: true,
    reply: Proposed,
    status: 201,
  }),
  approveEdition: endpoint({
    method: 'POST',
    url: '/api/policy/editions/:id/approve',
    title: '新しい版を承認する',
    params: ProposalPath,
    body: ApproveEdition,
    reply: Approved,
  }),
  refuseEdition: endpoint({
    method: 'POST',
    url: '/api/policy/editions/:id/refuse',
    title: '新しい版を承認しない',
    params: ProposalPath,
    body: RefuseEdition,
  }),
  withdrawEdition: endpoint({
    method: 'POST',
    url: '/api/policy/editions/:id/withdraw',
    title: '新しい版を取り下げる',
    params: ProposalPath,
  }),
}
