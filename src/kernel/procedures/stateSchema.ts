import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import type { CaseChange } from './answers.ts'
import type { ChangeWords, EventWords, SealWords } from './said.ts'
import type { Paper, Proofs, HoldingReturn } from './proofs.ts'
import type { AboutEntry, CaseState, CaseEvent, EntryLeft, Waiting } from './state.ts'

/**
 * A schema for every property of a type, optional ones included: a property that is added to the
 * type and not here does not compile.
 */
type Properties<T> = Readonly<Record<keyof T, TSchema>>

const optional = Type.Optional
const id = Type.String()
const ids = Type.Array(Type.String())

const scope = Type.Union([
  Type.Literal('organization'),
  Type.Literal('unit'),
  Type.Literal('system'),
  Type.Literal('service'),
  Type.Literal('area'),
  Type.Literal('engagement'),
])

const party = Type.Union([
  Type.Object({ seat: Type.Object({ role: id, scope, id }) }),
  Type.Object({ person: id }),
  Type.Literal('anyone'),
])

const fieldValues = Type.Record(Type.String(), Type.Unknown())

const aboutEntry = Type.Object({
  id,
  title: optional(Type.String()),
  class: optional(Type.Record(Type.String(), Type.Number())),
  fields: optional(fieldValues),
  unit: optional(id),
  system: optional(id),
  service: optional(id),
  area: optional(id),
  engagement: optional(id),
} satisfies Properties<AboutEntry>)

const waiting = Type.Object({
  party,
  group: Type.Integer(),
  excluded: ids,
  meeting: optional(Type.Boolean()),
  decided: optional(Type.Object({ person: id, decision: id, at: Type.String() })),
} satisfies Properties<Waiting>)

const settledLine = Type.Object({
  register: Type.String(),
  number: Type.String(),
  name: Type.String(),
  returned: Type.Boolean(),
  why: optional(Type.String()),
} satisfies Properties<HoldingReturn>)

const proofs = Type.Object({
  meeting: optional(id),
  signature: optional(id),
  holdings: optional(Type.Array(settledLine)),
} satisfies Properties<Proofs>)

const paper = Type.Object({
  recorder: id,
  on: Type.String(),
  from: Type.String(),
  files: ids,
} satisfies Properties<Paper>)

const words = Type.Object({ ja: Type.String(), en: Type.String() })

const eventWords = Type.Object({
  person: Type.String(),
  as: words,
  step: optional(Type.String()),
  decision: optional(Type.String()),
  party: optional(words),
  insteadOf: optional(Type.String()),
  recorder: optional(Type.String()),
  changed: optional(
    Type.Array(
      Type.Object({
        title: optional(Type.String()),
        from: optional(Type.String()),
        to: optional(Type.String()),
      } satisfies Properties<ChangeWords>),
    ),
  ),
  seal: optional(
    Type.Object({
      roles: ids,
      heading: Type.String(),
      good: Type.Boolean(),
    } satisfies Properties<SealWords>),
  ),
} satisfies Properties<EventWords>)
const entryLeft = Type.Object({
  entry: id,
  name: Type.String(),
  state: Type.String(),
} satisfies Properties<EntryLeft>)

const happening = Type.Object({
  at: Type.String(),
  kind: Type.Union([
    Type.Literal('begun'),
    Type.Literal('decided'),
    Type.Literal('withdrawn'),
    Type.Literal('reclassified'),
    Type.Literal('handed-over'),
    Type.Literal('led-on'),
  ]),
  person: id,
  as: Type.Union([
    Type.Literal('applicant'),
    Type.Literal('person'),
    Type.Literal('anyone'),
    Type.Literal('holder'),
    Type.Literal('deputy'),
    Type.Literal('next'),
  ]),
  step: optional(id),
  decision: optional(id),
  party: optional(party),
  insteadOf: optional(id),
  because: optional(
    Type.Union([Type.Literal('absent'), Type.Literal('vacant'), Type.Literal('excluded')]),
  ),
  comment: optional(Type.String()),
  confirmed: optional(ids),
  changed: optional(
    Type.Array(
      Type.Object({
        safeguard: optional(id),
        field: id,
        from: optional(Type.Unknown()),
        to: optional(Type.Unknown()),
      } satisfies Properties<CaseChange>),
    ),
  ),
  to: optional(Type.Union([Type.Object({ step: id }), Type.Object({ end: id })])),
  passedOver: optional(ids),
  late: optional(Type.Object({ due: Type.String(), days: Type.Number() })),
  proofs: optional(proofs),
  paper: optional(paper),
  said: optional(eventWords),
  left: optional(Type.Array(entryLeft)),
  byEffect: optional(Type.Boolean()),
  reply: optional(Type.String()),
  grounds: Type.Array(Type.Object({ provision: Type.String(), rule: optional(Type.String()) })),
} satisfies Properties<CaseEvent>)

/**
 * `CaseState` as the present version of its stored form holds it. Properties that are not named
 * here are let through.
 */
export const caseStateSchema = Type.Object({
  procedure: id,
  status: Type.Union([Type.Literal('open'), Type.Literal('ended')]),
  outcome: optional(id),
  step: optional(id),
  enteredAt: Type.String(),
  applicant: id,
  applicantUnit: id,
  fields: fieldValues,
  about: Type.Array(aboutEntry),
  safeguards: ids,
  answers: Type.Record(Type.String(), fieldValues),
  waitingFor: Type.Array(waiting),
  history: Type.Array(happening),
  handedOver: optional(Type.Record(Type.String(), Type.String())),
  readers: optional(Type.Array(party)),
} satisfies Properties<CaseState>)
