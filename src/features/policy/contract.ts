import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { provisionStates, standingStates } from '#kernel/status/states.ts'

/** What the API and the screens share about the policy: outline, provisions, imported document. */

const TextOrNull = Type.Union([Type.String(), Type.Null()])

export const ProvisionRow = Type.Object({
  ref: Type.String(),
  under: Type.String(),
  kind: Type.String(),
  gist: Type.String(),
  state: Type.Enum([...provisionStates]),
  /** Whether the program carries it, and whether everything that carries it is set up. */
  carried: Type.Boolean(),
  setUp: Type.Boolean(),
  /** Number of mechanisms that carry the provision. */
  carriers: Type.Integer(),
  /** The imported document has its wording. */
  worded: Type.Boolean(),
})
export type ProvisionRow = Static<typeof ProvisionRow>

export const Outline = Type.Object({
  pack: Type.String(),
  title: Type.String(),
  edition: Type.String(),
  inForce: Type.String(),
  hash: Type.String(),
  headings: Type.Array(
    Type.Object({ ref: Type.String(), title: Type.String(), under: TextOrNull }),
  ),
  provisions: Type.Array(ProvisionRow),
  counts: Type.Record(Type.String(), Type.Integer()),
  /** Three questions, each by itself: is it carried, is it set up, is it kept (and of that, proved). */
  questions: Type.Object({
    all: Type.Integer(),
    carried: Type.Integer(),
    setUp: Type.Integer(),
    kept: Type.Integer(),
    proved: Type.Integer(),
  }),
  document: Type.Union([
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      importedAt: Type.String(),
      attached: Type.Integer(),
      departures: Type.Integer(),
    }),
    Type.Null(),
  ]),
  mayImport: Type.Boolean(),
})
export type Outline = Static<typeof Outline>

export const ProvisionQuery = Type.Object({ ref: Type.String({ maxLength: 300 }) })

export const ProvisionDetail = Type.Object({
  ref: Type.String(),
  kind: Type.String(),
  gist: Type.String(),
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

export const DocumentDetail = Type.Object({
  id: Type.String(),
  title: Type.String(),
  importedAt: Type.String(),
  summary: ImportSummary,
})
export type DocumentDetail = Static<typeof DocumentDetail>

/** An edition of the pack to adopt. */
export const AdoptEdition = Type.Object(
  {
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    pack: Type.String(),
    title: Type.String(),
    edition: Type.String(),
    inForce: Type.String({ format: 'date' }),
    sources: Type.Record(Type.String(), Type.String()),
    /** The version of the packs' language that it was checked by. */
    language: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
)

/** What a change of edition did to the provisions. */
export const Adopted = Type.Object({
  hash: Type.String(),
  edition: Type.String(),
  added: Type.Array(Type.String()),
  gone: Type.Array(Type.String()),
  /** Number of provisions that kept their wording. */
  worded: Type.Integer(),
})
export type Adopted = Static<typeof Adopted>

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
})
export type EditionList = Static<typeof EditionList>

const DocumentPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

export const endpoints = {
  outline: endpoint({
    method: 'GET',
    url: '/api/policy',
    title: '規程の条項と状態',
    reply: Outline,
  }),
  provision: endpoint({
    method: 'GET',
    url: '/api/policy/provision',
    title: '条項',
    query: ProvisionQuery,
    reply: ProvisionDetail,
  }),
  document: endpoint({
    method: 'GET',
    url: '/api/policy/documents/:id',
    title: '取り込んだ文書',
    params: DocumentPath,
    reply: DocumentDetail,
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
  adoptEdition: endpoint({
    method: 'POST',
    url: '/api/policy/editions',
    title: '規程パックを読み直し、新しい版にする',
    reply: Adopted,
    status: 201,
  }),
}
