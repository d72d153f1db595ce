import { Type } from 'typebox'
import { cadences } from '../../calendar/recurrence.ts'
import { modalities } from '../types.ts'
import { placeKinds } from '../who.ts'
import {
  byId,
  byFieldId,
  byName,
  byNumber,
  date,
  fields,
  flag,
  map,
  mechanism,
  oneOf,
  condition,
  ref,
  refs,
  text,
  texts,
  whos,
} from './vocabulary.ts'

const provisionKinds = [
  'role',
  'classify',
  'handling',
  'register',
  'permit',
  'record',
  'exception',
  'person',
  'vuln',
  'incident',
  'report',
  'control',
  'conduct',
  'duty',
  'document',
  'training',
  'contract',
  'audit',
  'other',
] as const
export const scopeKinds = ['organization', 'unit', ...placeKinds] as const

/** pack.yaml */
export const packSchema = map(
  {
    pack: text,
    title: text,
    edition: text,
    inForce: date,
    summary: text,
    suits: text,
    extends: texts,
    drop: texts,
    shared: flag,
    groups: texts,
    registerGroups: texts,
    wants: byId(
      map(
        {
          title: text,
          words: texts,
          ways: Type.Array(text, { description: '手続の id の並び（二つ以上）', minItems: 2 }),
        },
        ['title', 'ways'],
      ),
      'したいこと',
    ),
  },
  ['pack', 'title', 'edition', 'inForce'],
)

/** provisions/*.yaml */
export const provisionsSchema = Type.Array(
  map(
    {
      heading: ref,
      ref,
      under: ref,
      title: text,
      kind: oneOf(provisionKinds),
      modality: oneOf(modalities),
      gist: texts,
    },
    [],
    '見出し（heading、title）か条項（ref、under、kind、modality、gist）',
  ),
  { description: '見出しと条項の並び' },
)

/** posts.yaml */
export const postsSchema = byId(text, '職の名前')

/** roles.yaml */
export const rolesSchema = map({
  roles: byId(
    map(
      {
        ...mechanism,
        short: text,
        scope: oneOf(scopeKinds),
        heldBy: texts,
        at: texts,
        deputies: texts,
        members: texts,
        appointedBy: text,
        powers: byId(map(mechanism, ['title']), '権限'),
        tasks: byId(map(mechanism, ['title']), '審議すること'),
        chair: text,
        secretary: text,
        meets: oneOf(cadences),
        awayLongerThan: text,
        atMost: Type.Integer({ description: '1以上の整数', minimum: 1 }),
        review: flag,
        optional: flag,
        also: Type.Array(map({ title: text, in: text, carries: refs }, ['title', 'in']), {
          description: 'ほかの規程での名前（title、in）の並び',
        }),
      },
      ['title', 'scope', 'heldBy'],
    ),
    '役割',
  ),
  apart: byId(
    map(
      {
        ...mechanism,
        not: Type.Array(text, { description: '二つの立場', minItems: 2, maxItems: 2 }),
        in: oneOf(['case', 'audit', 'organization']),
      },
      ['title', 'not', 'in'],
    ),
    '分ける立場',
  ),
  handOver: map(
    { absentDays: Type.Integer({ description: '1以上の整数', minimum: 1 }) },
    ['absentDays'],
    'absentDays',
  ),
})

/** classification.yaml */
export const classificationSchema = map(
  {
    ...mechanism,
    axes: byId(
      map(
        {
          ...mechanism,
          synonyms: texts,
          levels: byNumber(
            map({ ...mechanism, criteria: text, examples: texts }, ['title', 'criteria']),
            '段階',
          ),
        },
        ['title', 'levels'],
      ),
      '軸',
    ),
    kinds: byId(map({ ...mechanism, examples: texts }, ['title']), '資産の種類'),
    grounds: byId(
      map({ ...mechanism, gives: text, except: flag }, ['title', 'gives']),
      '分類の根拠',
    ),
    mixture: map({ ...mechanism, take: oneOf(['highest']) }, ['take']),
    copy: map({ ...mechanism, take: oneOf(['same']) }, ['take']),
  },
  ['axes'],
)

const outcome = { by: text, exception: text, safeguards: texts, instead: text }
const verdicts = ['allow', 'permit', 'forbid'] as const

const ruleKeys = {
  ...mechanism,
  act: text,
  when: condition,
  verdict: oneOf([...verdicts, 'require']),
  overrides: texts,
  ...outcome,
}

/** handling.yaml */
export const handlingSchema = map({
  acts: byId(
    map(
      {
        title: text,
        phrase: text,
        kana: text,
        about: text,
        asks: fields,
        otherwise: Type.Union(
          [
            oneOf(['allow', 'forbid']),
            map({ verdict: oneOf(verdicts), ...outcome, because: text }, ['verdict']),
          ],
          { description: 'allow、forbid か、verdict など' },
        ),
      },
      ['title', 'phrase', 'otherwise'],
    ),
    '行為',
  ),
  rules: byId(map(ruleKeys, ['act', 'verdict']), '規則'),
  tables: byId(
    map(
      {
        ...ruleKeys,
        rows: Type.Array(map({ ...ruleKeys, id: text, is: byName(Type.Unknown(), '値') }), {
          minItems: 1,
        }),
      },
      ['act', 'rows'],
    ),
    '表',
  ),
  safeguards: byId(map({ ...mechanism, asks: fields }, ['title']), '安全措置'),
})

/** conditions.yaml */
export const conditionsSchema = byFieldId(
  map({ title: text, when: text }, ['title', 'when']),
  '条件',
)

const figures = {
  password: map(
    {
      minLength: Type.Integer({ description: '1以上の整数', minimum: 1 }),
      classes: Type.Integer({ description: '1から4の整数', minimum: 1, maximum: 4 }),
      history: Type.Integer({ description: '0以上の整数', minimum: 0 }),
      maxAgeDays: Type.Integer({ description: '1以上の整数', minimum: 1 }),
      notContaining: texts,
    },
    ['minLength', 'classes', 'history'],
  ),
  lockout: map(
    {
      attempts: Type.Integer({ description: '1以上の整数', minimum: 1 }),
      minutes: Type.Integer({ description: '1以上の整数', minimum: 1 }),
    },
    ['attempts', 'minutes'],
  ),
}

/** accounts.yaml */
export const accountsSchema = map(
  {
    ...mechanism,
    ...figures,
    privileged: map({ for: texts, ...figures }, ['for', 'password', 'lockout']),
    idleMinutes: Type.Integer({ description: '1以上の整数', minimum: 1 }),
    sessionHours: Type.Integer({ description: '1以上の整数', minimum: 1 }),
    code: map(
      {
        minLength: Type.Integer({ description: '4以上の整数', minimum: 4 }),
        idleMinutes: Type.Integer({ description: '1以上の整数', minimum: 1 }),
      },
      [],
    ),
    totpRequiredFor: texts,
  },
  ['password', 'lockout', 'idleMinutes', 'sessionHours'],
)

/** contacts.yaml; the tree is read by hand because it holds itself. */
export const contactsSchema = map(
  { ...mechanism, keptBy: text, tree: Type.Unknown({ description: '役割の並び' }) },
  ['title', 'keptBy', 'tree'],
)

/** en.yaml */
export const englishSchema = byName(text, 'パックの文字ごとの英語')

/** grants.yaml */
export const grantsSchema = map(
  { ...mechanism, administer: whos, readJournal: whos, approveEditions: whos },
  ['administer', 'readJournal'],
)
