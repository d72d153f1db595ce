import type { Act, HandlingRule } from '#kernel/packs/handling.ts'
import type { HandlingPolicy } from '#kernel/handling/evaluatePolicy.ts'
import fc from 'fast-check'
import type {
  Actor,
  Branch,
  Decision,
  Destination,
  Procedure,
  Step,
} from '#kernel/packs/procedure.ts'
import type { SeparationOfDuties } from '#kernel/packs/types.ts'
import type { Who } from '#kernel/packs/who.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import type { OrganizationView } from '#kernel/organization/index.ts'
import { condition, field } from './fields.ts'
import { roles, townHall } from './organization.ts'
import type { Safeguard } from '#kernel/packs/handling.ts'

export const applicant: Who = { kind: 'applicant' }
export const officer: Who = {
  kind: 'role',
  role: 'officer',
  of: { from: 'applicant', to: 'unit', up: 0 },
}
export const ownerOfficer: Who = {
  kind: 'role',
  role: 'officer',
  of: { from: 'about', to: 'unit', up: 0 },
}
export const chief: Who = { kind: 'role', role: 'chief', of: { from: 'organization' } }
export const top: Who = { kind: 'role', role: 'top', of: { from: 'organization' } }

/** 'end x' or the id of a step. */
function to(place: string): Destination {
  return place.startsWith('end ') ? { end: place.slice(4) } : { step: place }
}

export function way(place: string, rest: Partial<Branch> = {}): Branch {
  return { effects: [], to: to(place), ...rest }
}

export function decision(
  id: string,
  branches: readonly Branch[],
  rest: Partial<Decision> = {},
): Decision {
  return { id, title: id, tone: 'neutral', comment: false, confirms: false, branches, ...rest }
}

export const permit = (place: string): Decision =>
  decision('permit', [way(place)], { title: '許可する', tone: 'good', confirms: true })
export const ask = (place: string): Decision =>
  decision('ask', [way(place)], { title: '質問して戻す', comment: true })
export const refuse = (): Decision =>
  decision('refuse', [way('end refused')], { title: '許可しない', tone: 'bad', comment: true })

export function step(
  id: string,
  by: readonly Actor[],
  decisions: readonly Decision[],
  rest: Partial<Step> = {},
): Step {
  return {
    id,
    title: id,
    carries: [`P-${id}`],
    by,
    all: false,
    fill: [],
    confirm: [],
    decisions,
    decides: false,
    meeting: false,
    paperBy: [],
    ...rest,
  }
}

export function procedure(
  id: string,
  steps: readonly Step[],
  rest: Partial<Procedure> = {},
): Procedure {
  const ends = [
    ...new Set(
      steps
        .flatMap((one) => one.decisions.flatMap((each) => each.branches.map((branch) => branch.to)))
        .flatMap((place) => ('end' in place ? [place.end] : [])),
    ),
  ]
  return {
    id,
    title: id,
    carries: [`P-${id}`],
    number: `${id}{年度}-{0000}`,
    subject: '「{about}」を{destination}へ',
    fields: [],
    steps: new Map(steps.map((one) => [one.id, one])),
    start: steps[0]?.id ?? '',
    ends: new Map(
      ends.map((end) => [
        end,
        { id: end, title: end, tone: end === 'refused' || end === 'lost' ? 'bad' : 'good' },
      ]),
    ),
    opens: [{ kind: 'anyone' }],
    ...rest,
  }
}

const classThree = condition((c) => (c.class as { confidentiality?: number }).confidentiality === 3)

/**
 * A carry-out: application, officer (with a question back), chief for class 3 only, departure with
 * safeguards, return with a loss branch.
 */
export const takeOut = procedure(
  'take-out',
  [
    step('apply', [applicant], [decision('go', [way('approve')], { title: '申請する' })], {
      fill: ['destination', 'departAt', 'returnBy'],
    }),
    step('approve', [officer], [permit('approve-chief'), ask('apply'), refuse()], {
      decides: true,
      within: { kind: 'until', field: 'departAt' },
      confirm: [
        { id: 'needed', title: 'ほかの方法がない', carries: ['P-needed'] },
        { id: 'least', title: '必要最小限である', carries: [] },
      ],
    }),
    step('approve-chief', [chief], [permit('depart'), refuse()], {
      decides: true,
      when: classThree,
      within: { kind: 'span', count: 2, unit: 'working-days' },
    }),
    step('depart', [applicant], [decision('go', [way('return')])], {
      fill: ['departedAt'],
      safeguards: true,
    }),
    step(
      'return',
      [applicant],
      [
        decision('go', [
          way('end returned', {
            when: condition((c) => c.complete === true, ['complete']),
            effects: [
              {
                kind: 'change',
                state: '保管中',
                fields: new Map([
                  ['returnedOn', condition((c) => String(c.returnedAt).slice(0, 10))],
                ]),
              },
            ],
          }),
          way('end lost', {
            effects: [
              {
                kind: 'start',
                procedure: 'incident',
                fields: new Map([['what', condition((c) => c.missing)]]),
                about: true,
              },
              {
                kind: 'tell',
                to: [officer, applicant],
                message: '{destination}への持ち出しで不足：{missing}',
              },
            ],
          }),
        ]),
      ],
      {
        fill: ['returnedAt', 'complete', 'missing'],
        within: { kind: 'until', field: 'returnBy' },
        late: { remind: [applicant, officer], every: 'day' },
      },
    ),
  ],
  {
    title: '持ち出し',
    about: { register: 'assets', many: true, required: true, title: '情報資産' },
    fields: [
      field('destination', { title: '行き先', required: true }),
      field('departAt', { title: '持出予定', type: 'date-time', required: true }),
      field('returnBy', {
        title: '返却予定',
        type: 'date-time',
        required: true,
        after: 'departAt',
      }),
      field('departedAt', { type: 'date-time', required: true }),
      field('returnedAt', { type: 'date-time', required: true }),
      field('complete', { type: 'yes-no', required: true }),
      field('missing', {
        title: '足りないもの',
        type: 'long-text',
        when: condition((c) => c.complete === false),
        required: true,
      }),
    ],
  },
)

/**
 * A disposal that the officers of all units concerned and the chief decide together, then anyone
 * but those who decided watches.
 */
export const disposal = procedure(
  'disposal',
  [
    step('apply', [applicant], [decision('go', [way('decide')])]),
    step('decide', [ownerOfficer, chief], [permit('witness'), refuse()], {
      all: true,
      decides: true,
    }),
    step('witness', [{ kind: 'anyone' }], [decision('go', [way('end done')])], { decides: true }),
  ],
  { about: { register: 'assets', many: true, required: true, title: '情報資産' } },
)

export const apart: readonly SeparationOfDuties[] = [
  {
    id: 'self',
    title: '申請と承認を兼ねない',
    carries: ['P-apart'],
    not: ['applicant', 'approver'],
    in: 'case',
  },
  {
    id: 'watch',
    title: '決定と立会いを兼ねない',
    carries: ['P-watch'],
    not: ['decide', 'witness'],
    in: 'disposal',
  },
]

const safeguards: ReadonlyMap<string, Safeguard> = new Map([
  [
    'encrypt',
    {
      id: 'encrypt',
      title: '暗号化',
      carries: ['P-encrypt'],
      asks: [field('method', { title: '方法', required: true })],
    },
  ],
  ['case', { id: 'case', title: '鍵付きケース', carries: [], asks: [] }],
])

export const answers = {
  destination: '県庁',
  departAt: '2026-11-04T09:00:00+09:00',
  returnBy: '2026-11-06T17:00:00+09:00',
  departedAt: '2026-11-04T09:00:00+09:00',
  returnedAt: '2026-11-06T16:00:00+09:00',
  complete: true,
  method: 'AES',
}
export const list = (confidentiality: number, unit = '福祉課') => ({
  id: `list-${unit}`,
  title: `${unit}の名簿`,
  unit,
  class: { confidentiality },
})

export function world(
  org: OrganizationView = townHall(),
  now = '2026-11-02T10:00:00+09:00',
): CaseContext {
  return { org, roles, now, separationOfDuties: apart, policy: policyOf([permitTakeOut]) }
}

/** The same world after these persons have left. */
export function withoutPersons(context: CaseContext, ...gone: readonly string[]): CaseContext {
  const persons = new Map(
    [...context.org.persons].map(([id, person]) => [
      id,
      gone.includes(id) ? { ...person, to: '2026-11-01' } : person,
    ]),
  )
  return { ...context, org: { ...context.org, persons } }
}

/**
 * Any procedure of up to five steps: several actors, `all`, conditions, questions back, refusals;
 * every step leads on or to an end.
 */
export const anyProcedure: fc.Arbitrary<Procedure> = fc
  .integer({ min: 1, max: 5 })
  .chain((count) => {
    const id = (index: number): string => (index < count ? `s${index}` : 'end done')
    const one = (index: number): fc.Arbitrary<Step> =>
      fc
        .record({
          by: fc.uniqueArray(
            fc.constantFrom(
              officer,
              ownerOfficer,
              chief,
              top,
              { kind: 'role', role: 'committee', of: { from: 'organization' } } as Who,
              { kind: 'anyone' } as Who,
            ),
            { minLength: 1, maxLength: 3 },
          ),
          own: fc.boolean(),
          all: fc.boolean(),
          skip: fc.constantFrom('never', 'never', 'high', 'always'),
          back: fc.nat(Math.max(0, index - 1)),
          asks: fc.boolean(),
          refuses: fc.boolean(),
          fork: fc.boolean(),
        })
        .map(({ by, own, all, skip, back, asks, refuses, fork }) => {
          const decides = !(own || index === 0)
          const good = decision(
            'permit',
            fork
              ? [way('end done', { when: classThree }), way(id(index + 1))]
              : [way(id(index + 1))],
            { tone: 'good', confirms: true },
          )
          return step(
            `s${index}`,
            decides ? by : [applicant],
            [good, ...(asks && decides ? [ask(`s${back}`)] : []), ...(refuses ? [refuse()] : [])],
            {
              all,
              decides,
              ...(skip === 'never' || index === 0
                ? {}
                : { when: skip === 'high' ? classThree : condition(() => false) }),
              confirm: [{ id: 'sure', title: 'sure', carries: [] }],
            },
          )
        })
    return fc
      .tuple(...Array.from({ length: count }, (_x, index) => one(index)))
      .map((steps) => procedure('any', steps))
  })

/** A pack whose rules say nothing, so that every path of a procedure can be walked with any answers. */
export function withoutRules({
  handling,
  procedures,
  classification,
}: HandlingPolicy): HandlingPolicy {
  return {
    handling: { ...handling, acts: new Map(), rules: [] },
    procedures,
    ...(classification && { classification }),
  }
}

/** Taking something out needs the permit of `take-out`, and both safeguards. */
const permitTakeOut: HandlingRule = {
  id: 'permit-take-out',
  title: '持ち出しには許可が要る',
  carries: ['P-permit'],
  act: 'take-out',
  verdict: 'permit',
  procedure: 'take-out',
  safeguards: ['encrypt', 'case'],
  overrides: [],
}

/** The rules of one act, `take-out`, that is allowed where none of them decides. */
export function policyOf(rules: readonly HandlingRule[]): HandlingPolicy {
  const act: Act = {
    id: 'take-out',
    title: '持ち出す',
    phrase: 'を持ち出す',
    about: true,
    asks: [field('destination'), field('medium')],
    otherwise: { verdict: 'allow', safeguards: [] },
  }
  return {
    handling: { acts: new Map([[act.id, act]]), rules, safeguards },
    procedures: new Map([[takeOut.id, takeOut]]),
  }
}
