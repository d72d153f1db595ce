import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { FieldSchema } from '#kernel/fields/schema.ts'
import { docxType, pdfType, xlsxType } from '#kernel/contracts/mediaTypes.ts'

/** What the API and the screens share about procedures, cases and tasks. */

const Id = Type.String({ format: 'uuid' })
const Values = Type.Record(Type.String(), Type.Unknown())
const TextOrNull = Type.Union([Type.String(), Type.Null()])

export const BeginCase = Type.Object(
  {
    procedure: Type.String({ maxLength: 60 }),
    about: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true })),
    fields: Type.Optional(Values),
    /** Sends the first step at once; otherwise the case waits for its applicant. */
    send: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** What can be begun, in the order of its sections: whether the reader may, and who may. */
export const ProcedureList = Type.Array(
  Type.Object({
    id: Type.String(),
    title: Type.String(),
    form: TextOrNull,
    group: TextOrNull,
    about: TextOrNull,
    may: Type.Boolean(),
    who: Type.String(),
    /** The acts whose questions lead here. */
    asks: Type.Array(Type.String()),
    /** Further words by which it is found: the acts that it is for, and how they are read. */
    words: Type.String(),
  }),
)
export type ProcedureList = Static<typeof ProcedureList>

export const CasePath = Type.Object({ id: Id })

export const ActOnCaseBody = Type.Object(
  {
    /** The step that was on the screen. */
    step: Type.String({ maxLength: 60 }),
    /** The version that was on the screen; where the case has moved or changed since, the act is refused. */
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    decision: Type.Optional(Type.String({ maxLength: 60 })),
    fields: Type.Optional(Values),
    /** Answers about safeguards: by the id of the safeguard, then of the field. */
    safeguards: Type.Optional(Type.Record(Type.String({ maxLength: 120 }), Values)),
    confirmed: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 50 })),
    comment: Type.Optional(Type.String({ maxLength: 4000 })),
    /** Where the step asks what somebody still holds: what became of each line. */
    holdings: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Id,
            returned: Type.Boolean(),
            /** Why it is not given back. */
            why: Type.Optional(Type.String({ maxLength: 1000 })),
          },
          { additionalProperties: false },
        ),
        { maxItems: 1000 },
      ),
    ),
    /** The actor wrote it on paper, and the one who asks records it. */
    paper: Type.Optional(
      Type.Object(
        {
          for: Id,
          on: Type.String({ format: 'date' }),
          /** Who handed the paper in. */
          from: Type.String({ minLength: 1, maxLength: 200 }),
          files: Type.Array(Id, { maxItems: 20 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export const ActOnCase = Type.Object(
  { ...ActOnCaseBody.properties, id: Id },
  { additionalProperties: false },
)

/** The text that a step has one sign, with its places filled as the act would leave them; `digest` is sent back with the signature. */
export const SigningText = Type.Object({
  title: Type.String(),
  text: Type.String(),
  digest: Type.String(),
  signer: Type.String(),
})
export type SigningText = Static<typeof SigningText>

const { paper: _neverByHand, ...actedOn } = ActOnCaseBody.properties
const SigningBody = Type.Object(actedOn, { additionalProperties: false })
const SignCaseBody = Type.Object(
  {
    ...actedOn,
    /** Of the text that was read. */
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** One's own password, or the personal code. */
    password: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
)

/** What was signed, and whether it is still as it was. */
export const SignatureCheck = Type.Object({
  id: Id,
  caseId: Id,
  number: Type.String(),
  subject: Type.String(),
  title: Type.String(),
  text: Type.String(),
  signer: Type.String(),
  signedAt: Type.String(),
  seal: Type.String(),
  sha256: Type.String(),
  file: Id,
  /** The seal fits the text, the signer and the moment. */
  sealed: Type.Boolean(),
  /** The PDF that is kept has the content that was sealed. */
  kept: Type.Boolean(),
})
export type SignatureCheck = Static<typeof SignatureCheck>

const WithdrawBody = Type.Object(
  { comment: Type.Optional(Type.String({ maxLength: 4000 })) },
  { additionalProperties: false },
)
export const WithdrawCase = Type.Object(
  { ...WithdrawBody.properties, id: Id },
  { additionalProperties: false },
)

const HandOverBody = Type.Object(
  {
    /** Who is awaited and can no longer act. */
    from: Id,
    to: Id,
    reason: Type.String({ maxLength: 4000 }),
  },
  { additionalProperties: false },
)
export const HandOverCase = Type.Object(
  { ...HandOverBody.properties, id: Id },
  { additionalProperties: false },
)

export const CaseReceipt = Type.Object({
  id: Id,
  number: Type.String(),
  status: Type.String(),
  step: TextOrNull,
  version: Type.Integer(),
  opened: Type.Array(Type.Object({ id: Id, number: Type.String(), subject: Type.String() })),
})
export type CaseReceipt = Static<typeof CaseReceipt>

export const CaseQuery = Type.Object({
  procedure: Type.Optional(Type.String({ maxLength: 60 })),
  status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('ended')])),
  /** mine: applied by me · unit: of my unit · all: whatever I may read. */
  whose: Type.Optional(
    Type.Union([Type.Literal('mine'), Type.Literal('unit'), Type.Literal('all')]),
  ),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})

export const CaseRow = Type.Object({
  id: Id,
  procedure: Type.String(),
  procedureTitle: Type.String(),
  number: Type.String(),
  subject: Type.String(),
  status: Type.String(),
  outcome: TextOrNull,
  outcomeTitle: TextOrNull,
  tone: Type.String(),
  step: TextOrNull,
  stepTitle: TextOrNull,
  applicant: Type.String(),
  unitTitle: Type.String(),
  dueAt: TextOrNull,
  late: Type.Boolean(),
  openedAt: Type.String(),
  endedAt: TextOrNull,
})
export type CaseRow = Static<typeof CaseRow>
export const CasePage = Type.Object({
  rows: Type.Array(CaseRow),
  next: Type.Optional(Type.String()),
})
export type CasePage = Static<typeof CasePage>

/** One line of the home page. */
export const TaskRow = Type.Object({
  id: Id,
  kind: Type.String(),
  caseId: Type.Union([Id, Type.Null()]),
  /** Where it is done. */
  href: TextOrNull,
  number: Type.String(),
  title: Type.String(),
  subject: Type.String(),
  from: Type.String(),
  dueAt: TextOrNull,
  wholeDay: Type.Boolean(),
  verb: Type.String(),
  as: Type.String(),
  insteadOf: TextOrNull,
  createdAt: Type.String(),
})
export type TaskRow = Static<typeof TaskRow>

export const NoticeRow = Type.Object({
  id: Id,
  message: Type.String(),
  caseId: Type.Union([Id, Type.Null()]),
  href: TextOrNull,
  number: TextOrNull,
  at: Type.String(),
})
export type NoticeRow = Static<typeof NoticeRow>

export const WaitingRow = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  subject: Type.String(),
  waitingFor: Type.String(),
  since: Type.String(),
  dueAt: TextOrNull,
})
export type WaitingRow = Static<typeof WaitingRow>

export const Home = Type.Object({
  today: Type.Array(TaskRow),
  week: Type.Array(TaskRow),
  later: Type.Array(TaskRow),
  /** Mine, at others. */
  waiting: Type.Array(WaitingRow),
  notices: Type.Array(NoticeRow),
  /** How many tasks in all, where not all are shown. */
  total: Type.Integer(),
})
export type Home = Static<typeof Home>

const Titled = Type.Object({ id: Type.String(), title: Type.String() })
const Named = Type.Object({ id: Type.String(), name: Type.String() })
const Carried = Type.Object({ title: Type.String(), carries: Type.Array(Type.String()) })
const Refs = Type.Array(Type.String())
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Tone = Type.Enum(['good', 'bad', 'neutral'])
type Tone = Static<typeof Tone>

export const Confirmation = Type.Object({
  id: Type.String(),
  title: Type.String(),
  carries: Refs,
})
export type Confirmation = Static<typeof Confirmation>

/** A safeguard that is asked for, with its questions and what was answered. */
export const SafeguardView = Type.Object({
  ...Confirmation.properties,
  asks: Type.Array(FieldSchema),
  known: Values,
})
export type SafeguardView = Static<typeof SafeguardView>

export const Decision = Type.Object({
  id: Type.String(),
  title: Type.String(),
  tone: Tone,
  comment: Type.Boolean(),
  onward: Type.Boolean(),
  confirm: Type.Array(Confirmation),
})
export type Decision = Static<typeof Decision>

/** What is in somebody's hands, and what else is still theirs. */
export const Holdings = Type.Object({
  person: Id,
  name: Type.String(),
  lines: Type.Array(
    Type.Object({
      id: Id,
      register: Type.String(),
      registerTitle: Type.String(),
      number: Type.String(),
      name: Type.String(),
    }),
  ),
  roles: Type.Array(Type.String()),
  tasks: Type.Integer(),
})
export type Holdings = Static<typeof Holdings>

/** What the reader may do with a case now, and if nothing, whose turn it is. */
const Abilities = Type.Object({
  mayAct: Type.Boolean(),
  mayWithdraw: Type.Boolean(),
  /** For whom I may record what they wrote on paper. */
  mayRecord: Type.Array(Named),
  sign: orNull(Carried),
  holdings: orNull(Holdings),
  waitsFor: Type.String(),
  due: TextOrNull,
  wholeDay: Type.Boolean(),
  /** It would be mine to decide, were it not my own application. */
  barred: Type.Boolean(),
  /** Nobody is left who could act. */
  stuck: Type.Boolean(),
  why: orNull(
    Type.Object({
      code: Type.String(),
      title: Type.String(),
      detail: Type.String(),
      grounds: Type.Array(
        Type.Object({ provision: Type.String(), rule: Type.Optional(Type.String()) }),
      ),
    }),
  ),
  /** Whom the case waits for in vain, where I may name another. */
  handOver: orNull(Type.Object({ from: Id, name: Type.String() })),
  as: TextOrNull,
  insteadOf: TextOrNull,
  fields: Type.Array(FieldSchema),
  known: Values,
  safeguards: Type.Array(SafeguardView),
  decisions: Type.Array(Decision),
})
type Abilities = Static<typeof Abilities>

/** Something that happened in a case. */
export const CaseEvent = Type.Object({
  at: Type.String(),
  kind: Type.String(),
  person: Type.String(),
  as: Type.String(),
  step: TextOrNull,
  decision: Type.String(),
  party: TextOrNull,
  insteadOf: TextOrNull,
  because: orNull(Type.Enum(['absent', 'vacant', 'excluded'])),
  comment: TextOrNull,
  late: orNull(Type.Object({ due: Type.String(), days: Type.Integer() })),
  /** The signature that was given with it. */
  signature: TextOrNull,
  holdings: Type.Array(
    Type.Object({
      register: Type.String(),
      number: Type.String(),
      name: Type.String(),
      returned: Type.Boolean(),
      why: Type.Optional(Type.String()),
    }),
  ),
  paper: orNull(
    Type.Object({
      recorder: Type.String(),
      on: Type.String(),
      from: Type.String(),
      files: Type.Array(Named),
    }),
  ),
  provisions: Refs,
  changed: Type.Array(
    Type.Object({
      field: Type.String(),
      /** The safeguard that the field is asked about. */
      safeguard: Type.Optional(Type.String()),
      title: Type.String(),
      from: Type.String(),
      to: Type.String(),
    }),
  ),
  /** The holder in whose place it was done sees it on return. */
  review: orNull(
    Type.Object({ id: Id, holder: Type.String(), seenAt: TextOrNull, mine: Type.Boolean() }),
  ),
})
export type CaseEvent = Static<typeof CaseEvent>

/** What the case excepted from, and for whom. */
export const GrantedException = Type.Object({
  id: Id,
  provisions: Refs,
  from: Type.String(),
  until: Type.String(),
  state: Type.Enum(['running', 'coming', 'ended']),
  /** The person, unit or line that it is for. */
  for: TextOrNull,
  everyone: Type.Boolean(),
  /** It ends soon, and it is mine to renew or to let end. */
  mayRenew: Type.Boolean(),
  released: Type.Boolean(),
})
export type GrantedException = Static<typeof GrantedException>

/** A case as its page shows it. */
export const CaseView = Type.Object({
  id: Id,
  number: Type.String(),
  subject: Type.String(),
  version: Type.Integer(),
  openedAt: Type.String(),
  procedure: Type.Object({
    id: Type.String(),
    title: Type.String(),
    form: TextOrNull,
    carries: Refs,
  }),
  status: Type.Enum(['open', 'ended']),
  outcome: orNull(Type.Object({ id: Type.String(), title: Type.String(), tone: Tone })),
  applicant: Type.Object({ id: Type.String(), name: Type.String(), unit: Type.String() }),
  about: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      class: orNull(Type.Record(Type.String(), Type.Integer())),
      register: Type.String(),
    }),
  ),
  /** The form as paper: every field that is filled in, in words. */
  paper: Type.Array(
    Type.Object({
      field: Type.String(),
      /** The safeguard that the field is asked about. */
      safeguard: Type.Optional(Type.String()),
      title: Type.String(),
      value: Type.String(),
      changed: Type.Boolean(),
      files: Type.Optional(Type.Array(Named)),
    }),
  ),
  /** The case that this one began from, and those that began from it. */
  linked: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      subject: Type.String(),
      relation: Type.Enum(['origin', 'following']),
    }),
  ),
  line: Type.Object({
    end: orNull(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        tone: Tone,
        reached: Type.Boolean(),
      }),
    ),
    stops: Type.Array(
      Type.Object({
        step: Type.String(),
        title: Type.String(),
        state: Type.Enum(['past', 'current', 'future']),
        who: Type.String(),
        persons: Type.Array(Type.String()),
        at: TextOrNull,
        due: TextOrNull,
        undone: Type.Boolean(),
      }),
    ),
  }),
  step: orNull(Type.Object({ id: Type.String(), title: Type.String(), decides: Type.Boolean() })),
  abilities: Abilities,
  history: Type.Array(CaseEvent),
  exceptions: Type.Array(GrantedException),
  /** What was signed: `sealed` while the seal still fits. */
  signatures: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      signer: Type.String(),
      signedAt: Type.String(),
      seal: Type.String(),
      sha256: Type.String(),
      sealed: Type.Boolean(),
    }),
  ),
})
export type CaseView = Static<typeof CaseView>

/** The definition of a procedure, for the page on which a case is begun. */
export const ProcedureView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  form: TextOrNull,
  carries: Refs,
  about: orNull(
    Type.Object({
      register: Type.String(),
      many: Type.Boolean(),
      required: Type.Boolean(),
      title: Type.String(),
    }),
  ),
  fields: Type.Array(FieldSchema),
  steps: Type.Array(Titled),
  /** The first step asks for more than fields: it is done on the page of the case. */
  demanding: Type.Boolean(),
  /** The verb of the first step's first decision. */
  send: TextOrNull,
})
export type ProcedureView = Static<typeof ProcedureView>

/** The id of what was changed. */
const Changed = Type.Object({ id: Id })

export const CaseFilePath = Type.Object({ id: Id, file: Id })
const ProcedurePath = Type.Object({ procedure: Type.String({ maxLength: 60 }) })

export const endpoints = {
  casePdf: endpoint({
    method: 'GET',
    url: '/api/cases/:id/form.pdf',
    title: '案件の様式（PDF）',
    params: CasePath,
    produces: pdfType,
  }),
  caseDocx: endpoint({
    method: 'GET',
    url: '/api/cases/:id/form.docx',
    title: '案件の様式（Word）',
    params: CasePath,
    produces: docxType,
  }),
  caseXlsx: endpoint({
    method: 'GET',
    url: '/api/cases/:id/form.xlsx',
    title: '案件の様式（Excel）',
    params: CasePath,
    produces: xlsxType,
  }),
  caseFile: endpoint({
    method: 'GET',
    url: '/api/cases/:id/files/:file',
    title: '案件に付けたファイル',
    params: CaseFilePath,
    produces: 'application/octet-stream',
  }),
  home: endpoint({
    method: 'GET',
    url: '/api/tasks',
    title: '私の仕事',
    reply: Home,
  }),
  procedures: endpoint({
    method: 'GET',
    url: '/api/procedures',
    title: '手続の一覧',
    reply: ProcedureList,
  }),
  procedure: endpoint({
    method: 'GET',
    url: '/api/procedures/:procedure',
    title: '手続の定義',
    params: ProcedurePath,
    reply: ProcedureView,
  }),
  cases: endpoint({
    method: 'GET',
    url: '/api/cases',
    title: '案件の一覧',
    query: CaseQuery,
    reply: CasePage,
  }),
  beginCase: endpoint({
    method: 'POST',
    url: '/api/cases',
    title: '申請を始める',
    body: BeginCase,
    reply: CaseReceipt,
    status: 201,
  }),
  showCase: endpoint({
    method: 'GET',
    url: '/api/cases/:id',
    title: '案件',
    params: CasePath,
    reply: CaseView,
  }),
  actOnCase: endpoint({
    method: 'POST',
    url: '/api/cases/:id/acts',
    title: '案件を進める',
    params: CasePath,
    body: ActOnCaseBody,
    reply: CaseReceipt,
  }),
  withdrawCase: endpoint({
    method: 'POST',
    url: '/api/cases/:id/withdraw',
    title: '申請を取り下げる',
    params: CasePath,
    body: WithdrawBody,
    reply: CaseReceipt,
  }),
  handOverCase: endpoint({
    method: 'POST',
    url: '/api/cases/:id/hand-over',
    title: '案件を引き継がせる',
    params: CasePath,
    body: HandOverBody,
    reply: CaseReceipt,
  }),
  renewException: endpoint({
    method: 'POST',
    url: '/api/exceptions/:id/renew',
    title: '例外の延長を申請し始める',
    params: CasePath,
    reply: CaseReceipt,
    status: 201,
  }),
  releaseException: endpoint({
    method: 'POST',
    url: '/api/exceptions/:id/release',
    title: '例外をこのまま終わらせる',
    params: CasePath,
    reply: Changed,
  }),
  confirmReview: endpoint({
    method: 'POST',
    url: '/api/reviews/:id/confirm',
    title: '不在中の決定を確かめる',
    params: CasePath,
    reply: Changed,
  }),
  prepareSigning: endpoint({
    method: 'POST',
    url: '/api/cases/:id/signing',
    title: '署名する文章を見る',
    params: CasePath,
    body: SigningBody,
    reply: SigningText,
  }),
  signCase: endpoint({
    method: 'POST',
    url: '/api/cases/:id/signatures',
    title: '署名して案件を進める',
    params: CasePath,
    body: SignCaseBody,
    reply: CaseReceipt,
  }),
  signature: endpoint({
    method: 'GET',
    url: '/api/signatures/:id',
    title: '署名を確かめる',
    params: CasePath,
    reply: SignatureCheck,
  }),
  sealedPdf: endpoint({
    method: 'GET',
    url: '/api/signatures/:id/sealed.pdf',
    title: '署名した文章（PDF）',
    params: CasePath,
    produces: pdfType,
  }),
  signatureOfFile: endpoint({
    method: 'POST',
    url: '/api/signatures/check',
    title: 'PDFが署名されたものか確かめる',
    upload: true,
    reply: SignatureCheck,
  }),
}
