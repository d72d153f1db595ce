import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { evaluatePolicy } from '#kernel/handling/evaluatePolicy.ts'
import { coveringExceptions, exceptionsFor } from '#kernel/handling/exceptions.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { questions } from './questions.ts'
import { hinata } from './support.ts'
import type { GrantedException } from '#kernel/handling/grantedException.ts'

let pack: Pack
beforeAll(async () => {
  pack = await hinata()
})

const exception = (given: Partial<GrantedException> = {}): GrantedException => ({
  id: 'e',
  case: 'c',
  number: '例外1',
  provisions: ['2-2(2)', '2-2(3)'],
  from: '2026-11-01',
  until: '2026-11-30',
  ...given,
})
const applicant = { id: 'mori', unit: 'welfare', employment: '', roles: [] }
const today = '2026-11-02'

describe('an exception runs', () => {
  it.each([
    ['from its first day', {}, '2026-11-01', true],
    ['not before', {}, '2026-10-31', false],
    ['to its last day', {}, '2026-11-30', true],
    ['not after', {}, '2026-12-01', false],
    ['for its person', { person: 'mori' }, today, true],
    ['not for another', { person: 'sato' }, today, false],
    ['for the unit of the person', { unit: 'welfare' }, today, true],
    ['not for another unit', { unit: 'affairs' }, today, false],
    ['for its line', { entry: 'list' }, today, true],
    ['not for another line', { entry: 'plan' }, today, false],
  ])('%s', (_name, given, day, runs) => {
    expect(
      exceptionsFor([exception(given)], { person: 'mori', unit: 'welfare', entry: 'list' }, day),
    ).toHaveLength(runs ? 1 : 0)
  })

  it('for a place runs for what stands there, and for nothing else', () => {
    const granted = [exception({ entry: 'records' })]
    expect(exceptionsFor(granted, { entry: 'list', places: ['records', 'room'] }, today)).toEqual(
      granted,
    )
    expect(exceptionsFor(granted, { entry: 'list', places: ['tax'] }, today)).toEqual([])
  })

  it('for a line does not run where none is asked about', () => {
    expect(
      exceptionsFor([exception({ entry: 'list' })], { person: 'mori', unit: 'welfare' }, today),
    ).toEqual([])
  })
})

describe('several exceptions', () => {
  const [one, other, longer] = [
    exception({ id: '1', provisions: ['a'] }),
    exception({ id: '2', provisions: ['b'] }),
    exception({ id: '3', provisions: ['a', 'b'], until: '2026-12-31' }),
  ]
  it('together except from all of a rule’s provisions or not at all', () => {
    expect(coveringExceptions(['a', 'b'], [one])).toEqual([])
    expect(coveringExceptions(['a', 'b'], [one, other])).toEqual([one, other])
    expect(coveringExceptions([], [one])).toEqual([])
  })
  it('are told by those that run longest', () =>
    expect(coveringExceptions(['a', 'b'], [one, other, longer])).toEqual([longer]))
})

describe('an answer under exceptions', () => {
  it('lets a rule that the excepted one overrode decide again', () => {
    const ask = (exceptions: readonly GrantedException[]) =>
      evaluatePolicy(pack, {
        act: 'take-out',
        class: { confidentiality: 2 },
        fields: { medium: '県の箱' },
        applicant,
        today,
        exceptions,
      })
    expect(ask([])).toMatchObject({ verdict: 'allow', rule: 'take-out-box' })
    expect(ask([exception({ provisions: ['2-2(7)'] })])).toMatchObject({
      verdict: 'permit',
      rule: 'take-out-2',
      excepted: [{ rule: 'take-out-box' }],
    })
  })

  it('is never stricter than without them where nothing overrides, is the same without them, and tells of every rule that is set aside', () => {
    const strictness = { allow: 0, permit: 1, forbid: 2 }
    const refs = [...new Set(pack.handling.rules.flatMap((rule) => rule.carries))]
    const any = fc
      .array(
        fc.record({
          provisions: fc.subarray(refs, { minLength: 1 }),
          person: fc.constantFrom(undefined, 'mori', 'sato'),
          until: fc.constantFrom('2026-11-01', '2026-11-30'),
        }),
        { maxLength: 3 },
      )
      .map((all) =>
        all.map(({ person, ...rest }, index) =>
          exception({ id: String(index), ...rest, ...(person === undefined ? {} : { person }) }),
        ),
      )
    const acts = [...pack.handling.acts.values()]
    fc.assert(
      fc.property(
        fc.constantFrom(...acts).chain((act) => questions(pack, act)),
        any,
        (question, exceptions) => {
          const [plain, under] = [[], exceptions].map((given) =>
            evaluatePolicy(pack, { ...question, applicant, today, exceptions: given }),
          )
          const overriding = under!.excepted.some(({ rule }) =>
            pack.handling.rules.some((one) => one.id === rule && one.overrides.length > 0),
          )
          if (!overriding)
            expect(strictness[under!.verdict]).toBeLessThanOrEqual(strictness[plain!.verdict])
          expect(
            under!.safeguards.every(
              (one) => overriding || plain!.safeguards.some((asked) => asked.id === one.id),
            ),
          ).toBe(true)
          expect(
            under!.trace
              .filter((line) => line.exceptedUntil !== undefined)
              .map((line) => line.rule),
          ).toEqual(under!.excepted.map((one) => one.rule).toSorted())
          expect(
            under!.trace.every(
              (line) =>
                line.exceptedUntil === undefined || (!line.counts && line.exceptedUntil >= today),
            ),
          ).toBe(true)
          if (under!.excepted.length === 0) expect(under).toEqual(plain)
        },
      ),
      { numRuns: 500 },
    )
  })
})
