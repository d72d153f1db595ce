import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { evaluatePolicy } from '#kernel/handling/evaluatePolicy.ts'
import { dimensionsOf } from '#kernel/packs/expressions/domain.ts'
import { createScope } from '#kernel/packs/expressions/environment.ts'
import { namesOfFields } from '#kernel/packs/expressions/names.ts'
import type { FieldSymbol } from '#kernel/packs/expressions/names.ts'
import type { Field } from '#kernel/fields/types.ts'
import type { Act } from '#kernel/packs/handling.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { edited, hinataTexts, loadFixture } from './support.ts'

const strictness = { allow: 0, permit: 1, forbid: 2 } as const
const packs = ['otari', 'nara', 'hokkaido', 'yonezawa', 'ipa-sme'] as const

const nameOf = ({ id, type, options = [], columns = [] }: Field): FieldSymbol => ({
  id,
  type,
  options: options.map((option) => option.id),
  columns: columns.map(nameOf),
})

/**
 * The questions of an act with the values that its rules tell apart; required ones cannot be left
 * out, those with `empty` say what that means.
 */
function askedOf(pack: Pack, act: Act) {
  const rules = pack.handling.rules.filter((rule) => rule.act === act.id)
  const axes = new Map(
    (pack.classification?.axes ?? []).map((axis) => [axis.id, axis.levels.map((one) => one.value)]),
  )
  const names = namesOfFields(act.asks.map(nameOf), axes)
  return act.asks.map((field) => {
    const type = names[field.id]
    const scope = createScope(type === undefined ? {} : { [field.id]: type })
    const [known] = dimensionsOf(
      rules.flatMap(({ when }) => {
        if (when === undefined || !new RegExp(`\\b${field.id}\\b`).test(when.source)) return []
        return scope.environment.check(when.source).valid ? [when] : []
      }),
      scope,
    )
    const options = field.options?.map((option) => option.id)
    const values = field.type === 'yes-no' ? [true, false] : (options ?? known?.values ?? ['文字'])
    const says =
      field.required === true ||
      field.empty !== undefined ||
      rules.some((rule) => new RegExp(`\\b${field.id} [!=]= ''`).test(rule.when?.source ?? ''))
    return { id: field.id, values: values.filter((one) => one !== '' && one !== null), says }
  })
}

describe.each(packs)('the rules of %s', (id) => {
  let pack: Pack
  beforeAll(async () => {
    pack = (await bundledPacks.edition(id)).pack
  })

  it('never answer an empty question less strictly than the strictest answer to it', () => {
    const axes = pack.classification?.axes ?? []
    for (const act of pack.handling.acts.values()) {
      const asked = askedOf(pack, act)
      const open = asked.filter((one) => !one.says && one.values.length > 0)
      const drawn = fc.record({
        class: fc.record(
          Object.fromEntries(
            axes.map((axis) => [axis.id, fc.constantFrom(...axis.levels.map((one) => one.value))]),
          ),
        ),
        fields: fc.record(
          Object.fromEntries(
            asked
              .filter((one) => one.values.length > 0)
              .map((one) => [one.id, fc.constantFrom(...one.values)]),
          ),
        ),
      })
      fc.assert(
        fc.property(drawn, ({ class: level, fields }) => {
          const verdict = (given: Record<string, unknown>): number =>
            strictness[
              evaluatePolicy(pack, { act: act.id, class: level, asset: {}, fields: given }).verdict
            ]
          for (const one of open) {
            const { [one.id]: _left, ...rest } = fields
            const strictest = Math.max(
              ...one.values.map((value) => verdict({ ...rest, [one.id]: value })),
            )
            expect([act.id, one.id, verdict(rest) >= strictest]).toEqual([act.id, one.id, true])
          }
        }),
        { numRuns: open.length === 0 ? 1 : 60, seed: 3 },
      )
    }
  })
})

describe('a number that is left empty', () => {
  let texts: ReadonlyMap<string, string>
  beforeAll(async () => {
    texts = await hinataTexts()
  })
  const act = (people: string, rule: string): string => `acts:
  gather:
    title: 集まる
    phrase: 集まる
    about: nothing
    asks: { people: { title: 人数, type: number${people} } }
    otherwise: allow
rules:
  gather-many: { act: gather, ${rule}, carries: 2-2(2) }
`
  const forbid = 'when: "people > 100", verdict: forbid'
  const load = (people: string, rule = forbid) =>
    loadFixture(
      'sky',
      new Map([...texts, ['sky/pack.yaml', sky], ['sky/handling.yaml', act(people, rule)]]),
    )
  const sky = 'pack: sky\ntitle: そら\nedition: 初版\ninForce: 2026-04-01\nextends: hinata\n'
  const codes = (people: string, rule = forbid): string[] => {
    const { faults } = load(people, rule)
    return faults.map((fault) => `${fault.file}:${fault.line} ${fault.code}`)
  }

  it('must be said what it means, at its rule', () => {
    expect(codes('')).toEqual(['sky/handling.yaml:9 expression-empty'])
    expect(codes(', required')).toEqual([])
    expect(codes(', empty: 0')).toEqual([])
    expect(codes('', 'when: "people <= 100", verdict: allow')).toEqual([
      'sky/handling.yaml:9 expression-empty',
    ])
  })

  it('counts as its field says', () => {
    for (const [empty, verdict] of [
      [0, 'allow'],
      [1000, 'forbid'],
    ] as const) {
      const { edition } = load(`, empty: ${empty}`)
      if (edition === undefined) throw new Error('not loaded')
      expect(evaluatePolicy(edition.pack, { act: 'gather' }).verdict).toBe(verdict)
      expect(evaluatePolicy(edition.pack, { act: 'gather', fields: { people: 5 } }).verdict).toBe(
        'allow',
      )
    }
  })

  it('lets a rule of an older edition decide in the safe direction, and says so', () => {
    const asked = (rule: string) => {
      const { edition } = load(', required', rule)
      if (edition === undefined) throw new Error('not loaded')
      const { verdict, undecided } = evaluatePolicy(edition.pack, { act: 'gather' })
      return [verdict, undecided]
    }
    expect(asked(forbid)).toEqual(['forbid', [{ source: 'people > 100', taken: true }]])
    expect(asked('when: "people < 9", verdict: allow')).toEqual([
      'allow',
      [{ source: 'people < 9', taken: false }],
    ])
  })
})

describe('a question that may stay empty', () => {
  it.each([
    ['choice(a、b)', "q == 'a'", 'forbid', 1],
    ['choice(a、b)', "q != 'b'", 'forbid', 0],
    ['choice(a、b)', "q == 'a' || q == ''", 'forbid', 0],
    ['choice(a、b)', "q == 'a' && q != ''", 'forbid', 0],
    ['choice(a、b)', "q != 'a'", 'allow', 1],
    ['choice(a、b)', "q == 'a'", 'allow', 0],
    ['yes-no', 'q', 'forbid', 1],
    ['yes-no', '!q', 'forbid', 0],
    ['choices(a、b)', "'a' in q", 'forbid', 0],
    ['number', 'q != 3', 'forbid', 1],
    ['date, meaning: free', 'days(q, today) > 3', 'forbid', 1],
  ] as const)('%s: %s → %s', async (type, when, verdict, faults) => {
    const texts = edited(
      await hinataTexts(),
      'handling.yaml',
      'acts:',
      `acts:
  ponder:
    title: 考える
    phrase: 考える
    about: nothing
    asks: { q: { title: 問い, type: ${type} } }
    otherwise: { verdict: ${verdict === 'allow' ? 'forbid' : 'allow'} }`,
    )
    const whole = edited(
      texts,
      'handling.yaml',
      'rules:',
      `rules:
  ponder-rule: { act: ponder, when: "${when}", verdict: ${verdict}, carries: 1-1(1) }`,
    )
    const found = loadFixture('hinata', whole).faults
    expect(found.map((fault) => fault.code)).toEqual(Array(faults).fill('expression-empty'))
  })
})

describe('a fact of the organization in `applies`', () => {
  it.each([
    ['organization.people > 100', ['organization.people']],
    ["organization['people'] > 100", ['organization.people']],
    [
      "organization.kind == '' || organization.people > 9",
      ['organization.kind、organization.people'],
    ],
    ['has(organization.people) && organization.people > 100', []],
    ['!has(organization.people) || organization.people > 100', []],
    ["today > '2026-04-01'", []],
  ])('must be asked for with `has` before it is read: %s', async (applies, names) => {
    const texts = edited(
      await hinataTexts(),
      'procedures/exempt.yaml',
      'title: 委員会\n',
      `title: 委員会\n    skipTo: watch\n    applies: "${applies}"\n`,
    )
    expect(
      loadFixture('hinata', texts).faults.map(({ code, detail }) => [
        code,
        /^「(.*?)」は空/.exec(detail)?.[1],
      ]),
    ).toEqual(names.map((name) => ['expression-empty', name]))
  })
})
