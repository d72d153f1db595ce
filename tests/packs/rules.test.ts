import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { evaluatePolicy } from '#kernel/handling/evaluatePolicy.ts'
import type { PackFault } from '#kernel/packs/source.ts'
import { questions } from './questions.ts'
import { edited, hinata, hinataTexts, loadFixture } from './support.ts'

let texts: Map<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
})

/** The faults where one more rule on taking out asks for a safeguard under a condition. */
function faultsWith(when: string): readonly PackFault[] {
  const rule = `rules:\n  more: { act: take-out, when: "${when}", verdict: require, safeguards: encrypt, carries: 2-2(4) }\n`
  return loadFixture('hinata', edited(texts, 'handling.yaml', 'rules:\n', rule)).faults
}

describe('a rule that can never match', () => {
  it.each([
    'class.confidentiality > 2 && class.confidentiality < 2',
    "medium == '紙' && medium in ['USBメモリ']",
    "!(medium == '紙' || medium != '紙')",
    "destination == '県庁' && destination == '国'",
  ])('is found: %s', (when) => {
    expect(faultsWith(when).map((fault) => fault.code)).toEqual(['rule-never'])
  })

  it.each([
    "destination.startsWith('県') && destination.endsWith('庁')",
    "days(today, '2026-11-02') > 3",
    "size(applicant.roles) > 3 && applicant.employment == '正規'",
    'applicant.unitPeople > 3 && applicant.unitPeople < 4.5',
  ])('is not said of one that may: %s', (when) => {
    expect(faultsWith(when)).toEqual([])
  })
})

describe('a class that falls through to allow', () => {
  it('is none in a pack without faults, whatever is asked', async () => {
    const pack = await hinata()
    const act = pack.handling.acts.get('take-out')
    if (act === undefined) throw new Error('no act')
    const answered = questions(pack, act).filter(
      ({ fields }) => !['', undefined].includes(fields?.['medium'] as string),
    )
    fc.assert(
      fc.property(answered, (question) => {
        const { rule } = evaluatePolicy(pack, question)
        expect(question.class?.['confidentiality'] === 1 || rule !== undefined).toBe(true)
      }),
    )
  })

  it('is meant where the act says why', () => {
    const open = edited(
      texts,
      'handling.yaml',
      '"class.confidentiality == 2"',
      '"class.confidentiality == 2 && medium == \'県の箱\'"',
    )
    const codes = (changed: Map<string, string>): string[] =>
      loadFixture('hinata', changed).faults.map((fault) => fault.code)
    expect(codes(open)).toContain('class-falls-through')
    const meant = edited(
      open,
      'handling.yaml',
      'otherwise: allow',
      'otherwise: { verdict: allow, because: 紙は軽い }',
    )
    expect(codes(meant)).not.toContain('class-falls-through')
  })
})
