import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { evaluatePolicy, evaluatePolicyForEntries } from '#kernel/handling/evaluatePolicy.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { ProblemError } from '#kernel/problems/problem.ts'
import { questions } from './questions.ts'
import { edited, hinata, hinataTexts, loadFixture } from './support.ts'

let pack: Pack
beforeAll(async () => {
  pack = await hinata()
})

const ask = (level: number, medium: string) =>
  evaluatePolicy(pack, { act: 'take-out', class: { confidentiality: level }, fields: { medium } })

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'none'
}

describe('a verdict', () => {
  it('names its rule, the provisions of everything that made it, and who would approve', () => {
    const verdict = ask(3, 'USBメモリ')
    expect(verdict).toMatchObject({
      verdict: 'forbid',
      rule: 'take-out-3',
      procedure: 'take-out',
      instead: '来てもらって見せる',
    })
    expect(verdict.grounds).toEqual([
      { provision: '2-2(2)', rule: 'take-out-3' },
      { provision: '2-2(3)', rule: 'take-out-3' },
      { provision: '2-2(4)', rule: 'take-out-digital' },
    ])
    expect(verdict.safeguards.map(({ id, because }) => [id, because])).toEqual([
      ['encrypt', ['2-2(4)']],
      ['locked-case', ['2-2(2)', '2-2(3)']],
    ])
    expect(verdict.steps.map((step) => step.id)).toEqual(['approve', 'approve-chief'])
  })

  it('previews only the approvals that the class needs', () => {
    expect(ask(2, '紙').steps.map((step) => [step.id, step.by])).toEqual([
      [
        'approve',
        [{ kind: 'role', role: 'security-officer', of: { from: 'applicant', to: 'unit', up: 0 } }],
      ],
    ])
  })

  it('calls each approval what its decision is called in the policy', async () => {
    const texts = edited(
      await hinataTexts(),
      'procedures/take-out.yaml',
      '    by: chief-officer\n    may:\n      permit: { title: 認める,',
      '    by: chief-officer\n    may:\n      permit: { title: 承認する,',
    )
    const { edition } = loadFixture('hinata', texts)
    const verdict = evaluatePolicy(edition!.pack, {
      act: 'take-out',
      class: { confidentiality: 3 },
      fields: { medium: 'USBメモリ' },
    })
    expect(verdict.steps.map(({ word }) => word)).toEqual(['許可', '承認'])
  })

  it('tells what became of every rule of the act', () => {
    const verdict = ask(2, '県の箱')
    expect(
      verdict.trace.map(({ rule, matched, overriddenBy, counts }) => [
        rule,
        matched,
        overriddenBy,
        counts,
      ]),
    ).toEqual([
      ['take-out-2', true, 'take-out-box', false],
      ['take-out-3', false, undefined, false],
      ['take-out-box', true, undefined, true],
      ['take-out-digital', false, undefined, false],
    ])
  })

  it('is what the act says otherwise where no rule holds', () => {
    expect(ask(1, '紙')).toMatchObject({ verdict: 'allow', safeguards: [], grounds: [], steps: [] })
    expect(ask(1, '紙').rule).toBeUndefined()
  })

  it('is refused without the class that the rules look at, and for an act that is not there', () => {
    expect(codeOf(() => evaluatePolicy(pack, { act: 'take-out', fields: { medium: '紙' } }))).toBe(
      'class-needed',
    )
    expect(codeOf(() => evaluatePolicy(pack, { act: 'take-ut' }))).toBe('act-unknown')
    expect(codeOf(() => evaluatePolicy(pack, { act: 'dispose' }))).toBe('none')
  })

  it('of several entries is the strictest, with the safeguards of all', () => {
    const verdict = evaluatePolicyForEntries(
      pack,
      { act: 'take-out', fields: { medium: 'USBメモリ' } },
      [
        { class: { confidentiality: 1 }, fields: {} },
        { class: { confidentiality: 3 }, fields: {} },
        { class: { confidentiality: 2 }, fields: {} },
      ],
    )
    expect(verdict).toMatchObject({ verdict: 'forbid', rule: 'take-out-3' })
    expect(verdict.safeguards.map((each) => each.id)).toEqual(['encrypt', 'locked-case'])
    expect(verdict.steps.map((step) => step.id)).toEqual(['approve', 'approve-chief'])
    expect(new Set(verdict.grounds.map((ground) => ground.rule))).toEqual(
      new Set(['take-out-2', 'take-out-3', 'take-out-digital']),
    )
  })
})

describe('whatever is asked', () => {
  const acts = () => fc.constantFrom(...pack.handling.acts.values())

  it('the order of the rules means nothing', () => {
    fc.assert(
      fc.property(
        acts().chain((act) => questions(pack, act)),
        fc.shuffledSubarray([...pack.handling.rules], { minLength: pack.handling.rules.length }),
        (question, rules) => {
          const verdict = evaluatePolicy(pack, question)
          expect(
            evaluatePolicy({ ...pack, handling: { ...pack.handling, rules } }, question),
          ).toEqual(verdict)
          expect(
            verdict.trace.filter((each) => each.counts && each.verdict !== 'require').length,
          ).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('answers from outside never throw anything but a problem', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.dictionary(fc.string(), fc.anything()),
        fc.dictionary(fc.string(), fc.anything()),
        (act, fields, asset) => {
          codeOf(() => evaluatePolicy(pack, { act, fields, asset }))
          codeOf(() =>
            evaluatePolicy(pack, {
              act: 'take-out',
              class: { confidentiality: 2 },
              fields: { ...fields, medium: act },
              asset,
            }),
          )
        },
      ),
    )
  })
})
