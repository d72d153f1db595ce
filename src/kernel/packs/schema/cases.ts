import { Type } from 'typebox'
import { cadences } from '../../calendar/recurrence.ts'
import {
  wholeNumber,
  byId,
  byName,
  date,
  flag,
  map,
  oneOf,
  refs,
  oneOrMany,
  text,
  texts,
} from './vocabulary.ts'
import { provisionStates, standingStates } from '../../status/states.ts'

const values = byName(Type.Unknown(), '項目と値')
const levels = byId(Type.Integer({ description: '段階の数', minimum: 0 }), '段階')
const moment = Type.String({
  description: '日時（2026-11-02 09:00 の形）か日付',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2})?$',
})
const absence = map({ person: text, from: date, to: date }, ['person', 'from', 'to'])
const entry = map(
  { register: text, unit: text, fields: values, class: levels, state: text },
  [],
  '行',
)
const about = Type.Union([text, entry], { description: '行の id か、行' })

const places = (what: string) => byId(map({ title: text, unit: text }, ['title']), what)

const assignment = map(
  {
    role: text,
    unit: text,
    system: text,
    service: text,
    area: text,
    engagement: text,
    person: text,
    post: text,
    from: date,
    to: date,
  },
  ['role'],
)

/** cases/organization.yaml */
export const organizationSchema = map(
  {
    units: byId(map({ title: text, parent: text }, ['title']), '所属'),
    posts: byId(
      map({ title: text, unit: text, key: text, leads: oneOf(['head', 'deputy', 'none']) }, [
        'title',
        'unit',
      ]),
      '職',
    ),
    persons: byId(
      map({ name: text, unit: text, posts: texts, employment: text, from: date, to: date }, [
        'name',
        'unit',
      ]),
      '人',
    ),
    systems: places('情報システム'),
    areas: places('場所'),
    services: places('サービス'),
    engagements: places('委託'),
    assignments: Type.Array(assignment, { description: '任命の並び' }),
    absences: Type.Array(absence, { description: '不在の並び' }),
    entries: byId(entry, '行'),
  },
  ['units', 'persons'],
)

const act = map(
  {
    by: text,
    paper: text,
    choose: text,
    fill: values,
    comment: text,
    confirm: flag,
    reply: flag,
    meanwhile: byId(text, '行と、ほかの案件が移した状態'),
    at: moment,
    refused: text,
    lacks: texts,
    grounds: refs,
    unproved: flag,
    answers: Type.Union([oneOf(['none', 'wrong']), values], {
      description: 'none、wrong、または項目と答え',
    }),
    kept: flag,
  },
  ['by'],
  '動き（by、choose など）',
)

const exception = map(
  { provisions: refs, person: text, unit: text, entry: text, from: date, until: date },
  ['provisions', 'until'],
)

/** What happens in a round for one of its subjects. */
const round = {
  round: text,
  of: text,
  occasion: text,
  answers: values,
  values,
  line: map({ register: text, unit: text, fields: values }, ['register']),
  ended: Type.Union([text, map({ end: text, fields: values }, ['end'])], {
    description: '終わりか、end と fields',
  }),
  met: flag,
  read: flag,
  course: flag,
}

const day = map(
  {
    on: date,
    given: map({
      absences: Type.Array(absence, { description: '不在の並び' }),
      exceptions: Type.Array(exception, { description: '例外の並び' }),
      assignments: Type.Array(assignment, { description: '任命の並び' }),
      left: texts,
      entries: byId(entry, '行'),
      stocktakes: Type.Array(
        map({ register: text, unit: text, due: date, closed: date }, ['register', 'due']),
        { description: '棚卸しの並び' },
      ),
    }),
    play: text,
    ...round,
    eachItem: oneOf(['right']),
    waived: texts,
    proof: flag,
    machine: flag,
    by: text,
    about: oneOrMany(about, '対象'),
    fields: values,
    acts: Type.Array(act, { description: '動きの並び' }),
    expect: byName(byName(oneOf(provisionStates), '条項か仕組みの道と状態'), '対象'),
  },
  ['on', 'expect'],
  '日（on と expect など）',
)

const golden = map(
  {
    ask: map(
      {
        act: text,
        class: levels,
        asset: Type.Union([text, values], { description: '行の id か、項目と値' }),
        fields: values,
        by: text,
      },
      ['act'],
    ),
    days: Type.Array(day, { description: '日の並び' }),
    play: text,
    entry: text,
    unit: text,
    change: text,
    copyOf: text,
    mixtureOf: texts,
    class: levels,
    classify: map({
      grounds: texts,
      own: levels,
      copyOf: Type.Union([text, levels], { description: '行の id か、分類' }),
      mixtureOf: oneOrMany(Type.Union([text, levels]), '行の id か分類'),
    }),
    holders: text,
    at: text,
    appoint: text,
    account: text,
    password: text,
    code: text,
    contacts: text,
    grants: text,
    edition: text,
    ...round,
    on: date,
    eachItem: oneOf(['wrong']),
    wrong: values,
    refused: flag,
    by: text,
    about: oneOrMany(about, '対象'),
    clock: moment,
    fields: values,
    acts: Type.Array(act, { description: '動きの並び' }),
    given: map({
      absences: Type.Array(absence, { description: '不在の並び' }),
      exceptions: Type.Array(exception, { description: '例外の並び' }),
    }),
    expect: map({
      verdict: oneOf(['allow', 'permit', 'forbid']),
      rule: text,
      procedure: text,
      safeguards: texts,
      approvers: texts,
      provisions: refs,
      excepted: texts,
      instead: text,
      at: text,
      end: text,
      actors: texts,
      deputy: texts,
      on: moment,
      reminded: texts,
      effects: texts,
      refused: text,
      lacks: texts,
      due: moment,
      next: date,
      asked: flag,
      count: wholeNumber,
      items: texts,
      findings: texts,
      mend: texts,
      mendBy: date,
      verify: texts,
      waivedBy: texts,
      late: date,
      closed: flag,
      state: oneOf(standingStates),
      readers: texts,
      told: texts,
      states: byId(text, '行と、終わったときの状態'),
      class: levels,
      number: text,
      keepUntil: text,
      disposal: text,
      writers: texts,
      warned: texts,
      stocktake: text,
      counters: texts,
      left: Type.Integer({ description: '整数' }),
      reaches: texts,
      holders: texts,
      acting: texts,
      appointers: texts,
      chair: text,
      secretary: text,
      meets: oneOf(cadences),
      powers: texts,
      tasks: texts,
      also: texts,
      apart: texts,
      accepted: flag,
      totp: flag,
      lockedAfter: wholeNumber,
      lockedMinutes: wholeNumber,
      history: wholeNumber,
      maxAgeDays: wholeNumber,
      idleMinutes: wholeNumber,
      sessionHours: wholeNumber,
      tells: texts,
      keeps: flag,
      administers: flag,
      readsJournal: flag,
      title: text,
      says: texts,
    }),
    proves: refs,
  },
  [],
)

/** cases/*.yaml other than organization.yaml: a list of maps with one name each. */
export const casesSchema = Type.Array(byName(golden, '事例の名前と中身'), {
  description: '事例の並び',
})
