import { Type } from 'typebox'
import {
  actors,
  byFieldId,
  byId,
  carriedBy,
  condition,
  caseFields,
  flag,
  map,
  mechanism,
  oneOf,
  refs,
  oneOrMany,
  text,
  texts,
  value,
  whos,
} from './vocabulary.ts'
import { decisionWords } from '../short/words.ts'

const values = byFieldId(value, '式')
const withValues = Type.Union([values, Type.Array(Type.Union([text, values]), { minItems: 1 })], {
  description: '項目ごとの式か、同じ id の項目の並び（ほかの式は id ごとに添える）',
})
const effect = map(
  {
    start: text,
    about: flag,
    with: withValues,
    write: text,
    state: text,
    tell: whos,
    message: text,
    change: map({ state: text, fields: withValues }),
    of: text,
    notIn: text,
    account: oneOf(['suspend', 'resume', 'end']),
    appoint: text,
    dismiss: text,
    person: text,
    at: text,
    from: value,
    until: value,
    except: text,
    for: text,
    revoke: oneOf(['exceptions']),
  },
  [],
  'start、change、write、tell、account、appoint、dismiss、except、revoke のどれか',
)

const branch = map(
  { when: condition, do: oneOrMany(effect, '効果'), go: text },
  ['go'],
  '行き先、または when、do、go',
)
const destination = Type.Union([text, branch, Type.Array(branch, { minItems: 1 })], {
  description: '段階の id、end 終わり、分かれ道の並びのどれか',
})
const tone = oneOf(['good', 'bad', 'neutral'])

const every = oneOf(['day', 'working day', 'once'])
const late = Type.Union([every, map({ remind: whos, every }, ['remind', 'every'])], {
  description: 'day、working day、once、または remind と every',
})

const confirm = Type.Array(
  Type.Union([text, map({ title: text, carries: refs }, ['title'])], {
    description: '文字か、title と carries',
  }),
  { description: '確かめることの並び' },
)

/** One of several who approve one after the other, with what is written of their step alone. */
const approver = map(
  {
    ...mechanism,
    who: actors,
    id: text,
    when: condition,
    skipTo: text,
    within: text,
    late,
    fill: texts,
    confirm,
    safeguards: flag,
    says: oneOf(Object.keys(decisionWords)),
    ask: Type.Union([flag, text], { description: 'false か、問いが戻る段階の id' }),
    comment: flag,
    samePerson: flag,
  },
  ['who'],
)

/** Into which register a step writes what its form holds under the same ids. */
const recording = map({ in: text, with: withValues, state: text }, ['in'])

/** What was taken comes back: until when, into which states, who is told, what follows. */
const returns = map(
  {
    by: text,
    after: text,
    state: text,
    missing: text,
    tell: whos,
    whole: oneOrMany(effect, '効果'),
    lost: oneOrMany(effect, '効果'),
  },
  ['by'],
)

/** What is looked at at a step, about what. */
const looked = Type.Union([text, map({ list: text, round: text, of: text }, [])], {
  description: '点検表の id、round 定期業務 of applicant、または list か round と of',
})

const step = map(
  {
    ...mechanism,
    by: actors,
    all: flag,
    when: condition,
    skipTo: text,
    fill: Type.Union([oneOf(['rest']), texts], { description: 'rest か、項目の並び' }),
    safeguards: flag,
    within: text,
    decides: flag,
    samePerson: flag,
    button: text,
    tone,
    comment: flag,
    confirm,
    meeting: flag,
    holdings: text,
    paperBy: whos,
    sign: map({ ...mechanism, text }, ['title', 'text']),
    late,
    approve: Type.Union(
      [text, approver, Type.Array(Type.Union([text, approver]), { minItems: 1 })],
      {
        description: '人、または who などの並び',
      },
    ),
    says: oneOf(Object.keys(decisionWords)),
    ask: Type.Union([flag, text], { description: 'false か、問いが戻る段階の id' }),
    perform: byId(text, '行い'),
    check: Type.Union([actors, oneOrMany(looked, '確かめるもの')], {
      description: '人、または点検表か round 定期業務 of applicant',
    }),
    checks: oneOrMany(looked, '確かめるもの'),
    must: oneOf(['all']),
    while: text,
    record: oneOrMany(
      Type.Union([text, recording], { description: '台帳の id、または in など' }),
      '記録',
    ),
    returns,
    do: oneOrMany(effect, '効果'),
    // oxlint-disable-next-line unicorn/no-thenable -- a key of packs; schemas are not awaited
    then: destination,
    may: byId(
      // oxlint-disable-next-line unicorn/no-thenable -- as above
      map({ title: text, tone, comment: flag, confirms: flag, then: destination }, []),
      '決定',
    ),
  },
  [],
)

/** An act whose answers the procedure fixes in part. */
const askedAct = map({ act: text, with: byFieldId(value, '答え') }, ['act'])

/** procedures/*.yaml */
export const procedureSchema = map(
  {
    ...mechanism,
    carriedBy,
    procedure: text,
    form: text,
    group: text,
    use: text,
    words: texts,
    number: text,
    subject: text,
    asks: Type.Union([text, askedAct, Type.Array(Type.Union([text, askedAct]), { minItems: 1 })], {
      description: '行為の id、または act と with、その並び',
    }),
    opens: whos,
    objection: map({ title: text, to: text, at: texts }, ['to']),
    readBy: whos,
    succeeds: Type.Union(
      [text, Type.Array(text, { minItems: 1 }), byId(byId(text, '段階'), '前の手続')],
      { description: '前の版の手続の id、その並び、または id ごとの段階（前の段階: 今の段階）' },
    ),
    noMyNumber: flag,
    start: text,
    fields: caseFields,
    about: Type.Union([text, map({ type: text, title: text, required: flag }, ['type'])], {
      description: 'lines of 台帳、または type、title、required',
    }),
    steps: byId(step, '段階'),
    ends: byId(map({ title: text, tone }, ['title']), '終わり'),
  },
  ['procedure', 'title', 'number', 'subject', 'steps'],
)
