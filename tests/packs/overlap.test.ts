import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { evaluatePolicy } from '#kernel/handling/evaluatePolicy.ts'
import { questions } from './questions.ts'
import { hinataTexts, loadFixture } from './support.ts'

let texts: Map<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
})

const atoms = fc.constantFrom(
  'class.confidentiality == 3',
  'class.confidentiality >= 2',
  'class.confidentiality < 2',
  "medium == '紙'",
  "medium != '紙'",
  "medium in ['紙', '県の箱']",
  "medium == ''",
  "destination == ''",
  "destination.contains('県')",
  "destination.endsWith('東')",
  "destination != '東'",
  'asset.encrypted',
  "asset.form == 'データ'",
  "'ciso' in applicant.roles",
)
const condition = fc.oneof(
  atoms,
  fc.tuple(atoms, atoms).map(([a, b]) => `${a} && ${b}`),
  fc.tuple(atoms, atoms).map(([a, b]) => `${a} || ${b}`),
  atoms.map((a) => `!(${a})`),
)
const rule = fc.record({
  when: condition,
  verdict: fc.constantFrom('allow', 'forbid'),
  over: fc.boolean(),
})

const aboutRules: ReadonlySet<string> = new Set(['rules-collide', 'rule-never', 'rule-overridden'])

/** ひなた町 with these rules on taking out and no others. */
function withRules(
  rules: readonly { when: string; verdict: string; over: boolean }[],
): Map<string, string> {
  const handling = texts.get('hinata/handling.yaml') ?? ''
  const [acts = '', rest = ''] = handling.split('rules:\n')
  const before = acts.replace('otherwise: allow', 'otherwise: { verdict: allow, because: 事例 }')
  const after = rest.slice(rest.indexOf('  install-known:'))
  const written = rules.map(
    (each, index) =>
      `  r${index}: { act: take-out, when: "${each.when}", verdict: ${each.verdict}, carries: 2-2(1)${each.over && index > 0 ? `, overrides: r${index - 1}` : ''} }\n`,
  )
  const changed = new Map([...texts].filter(([path]) => !path.startsWith('hinata/cases/')))
  return changed.set('hinata/handling.yaml', `${before}rules:\n${written.join('')}${after}`)
}

describe('two rules that can both hold', () => {
  it('are found when the pack is loaded: what loads never has two answers to a question', () => {
    let loaded = 0
    fc.assert(
      fc.property(fc.array(rule, { minLength: 2, maxLength: 3 }), (rules) => {
        const { edition, faults } = loadFixture('hinata', withRules(rules))
        expect(faults.filter((fault) => !aboutRules.has(fault.code))).toEqual([])
        const act = edition?.pack.handling.acts.get('take-out')
        if (edition === undefined || act === undefined) return
        loaded++
        const asked = fc.tuple(
          questions(edition.pack, act),
          fc.subarray(['ciso', 'chief-officer']),
          fc.constantFrom('', '県庁', '東', '県の東'),
        )
        fc.assert(
          fc.property(asked, ([question, roles, destination]) => {
            const applicant = { id: 'mori', unit: 'welfare', employment: '', roles }
            const { trace } = evaluatePolicy(edition.pack, {
              ...question,
              applicant,
              fields: { ...question.fields, destination },
            })
            expect(
              trace.filter((each) => each.counts && each.verdict !== 'require').length,
            ).toBeLessThanOrEqual(1)
            expect(
              trace.filter(
                (each) =>
                  each.matched && each.overriddenBy === undefined && each.verdict !== 'require',
              ).length,
            ).toBeLessThanOrEqual(1)
          }),
          { numRuns: 40 },
        )
      }),
      { numRuns: 60 },
    )
    expect(loaded).toBeGreaterThan(0)
  })

  it('are named with an example in which both hold', () => {
    const { faults } = loadFixture(
      'hinata',
      withRules([
        { when: "medium == '紙'", verdict: 'allow', over: false },
        { when: 'class.confidentiality == 3', verdict: 'forbid', over: false },
      ]),
    )
    expect(faults.map((fault) => fault.detail)).toEqual([
      '規則「r0」と「r1」が同時に当てはまります（例：medium = 紙、class.confidentiality = 3）。条件を分けるか、どちらかに overrides を書いてください。',
    ])
  })
})
