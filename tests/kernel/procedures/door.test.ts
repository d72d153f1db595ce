import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HandlingRule } from '#kernel/packs/handling.ts'
import { act, begin, reclassifyCase, walk } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
import { condition, field } from '../support/fields.ts'
import {
  answers,
  ask,
  decision,
  list,
  policyOf,
  takeOut,
  way,
  world,
} from '../support/procedures.ts'

/** The carry-out that asks the act, whose medium is filled in with the application. */
const procedure = {
  ...takeOut,
  asks: ['take-out'],
  fields: [...takeOut.fields, field('medium')],
  steps: new Map(
    [...takeOut.steps].map(([id, step]) => [
      id,
      { ...step, fill: id === 'apply' || id === 'depart' ? [...step.fill, 'medium'] : step.fill },
    ]),
  ),
}

const rule = (id: string, given: Partial<HandlingRule>): HandlingRule => ({
  id,
  title: id,
  carries: [`P-${id}`],
  act: 'take-out',
  verdict: 'permit',
  procedure: 'take-out',
  safeguards: [],
  overrides: [],
  ...given,
})
const { procedure: _none, ...forbidding } = rule('never', { verdict: 'forbid' })
const forbid = (given: Partial<HandlingRule> = {}): HandlingRule => ({ ...forbidding, ...given })
const reading = (name: string, holds: (value: unknown) => boolean) => ({
  ...condition((context) => holds(context[name])),
  names: [name],
})
const classThree = reading(
  'class',
  (value) => (value as { confidentiality: number }).confidentiality === 3,
)
const belowThree = reading(
  'class',
  (value) => (value as { confidentiality: number }).confidentiality < 3,
)
const onStick = reading('medium', (value) => value === 'stick')
const notOnStick = reading('medium', (value) => value !== 'stick')

const under = (rules: readonly HandlingRule[]): CaseContext => ({
  ...world(),
  policy: { ...policyOf(rules), procedures: new Map([[procedure.id, procedure]]) },
})
const beginAbout = (confidentiality: number, context: CaseContext, fields = {}) =>
  begin(procedure, { applicant: 'mori', about: [list(confidentiality)], fields }, context)
const play = (context: CaseContext, acts: Parameters<typeof walk>[3], fields = {}) =>
  walk(procedure, { applicant: 'mori', about: [list(2)] }, { ...answers, ...fields }, acts, context)

describe('what the rules forbid', () => {
  it('cannot be begun where nothing that is still to be filled in can change it', () => {
    const context = under([forbid({ when: classThree, instead: '来てもらう' })])
    expect(beginAbout(3, context)).toMatchObject({
      ok: false,
      problem: {
        code: 'act-forbidden',
        grounds: [{ provision: 'P-never', rule: 'never' }],
        detail: expect.stringContaining('来てもらう'),
      },
    })
    expect(beginAbout(2, context).ok).toBe(true)
  })

  it('is begun while an answer is missing, and refused with the answer, or with one given from the start', () => {
    const context = under([forbid({ when: onStick }), rule('permit', { when: notOnStick })])
    expect(beginAbout(2, context).ok).toBe(true)
    expect(beginAbout(2, context, { medium: 'stick' })).toMatchObject({
      problem: { code: 'act-forbidden' },
    })
    const refused = play(context, [{}], { medium: 'stick' })
    expect(refused.problem?.code).toBe('act-forbidden')
    expect(refused.states).toHaveLength(1)
    expect(play(context, [{}], { medium: 'paper' }).states.at(-1)?.step).toBe('approve')
  })

  it('is refused where a missing answer may bring a rule that takes the place of the forbidding one, only once it is known', () => {
    const context = under([
      forbid({ when: belowThree }),
      rule('but', { when: onStick, overrides: ['never'] }),
    ])
    expect(beginAbout(2, context).ok).toBe(true)
    expect(play(context, [{}], { medium: 'paper' }).problem?.code).toBe('act-forbidden')
    expect(play(context, [{}], { medium: 'stick' }).problem).toBeUndefined()
  })

  it('is refused where no rule holds and the act is forbidden otherwise', () => {
    const context = under([rule('permit', { when: onStick })])
    const act = [...context.policy.handling.acts.values()][0]!
    const strict: CaseContext = {
      ...context,
      policy: {
        ...context.policy,
        handling: {
          ...context.policy.handling,
          acts: new Map([[act.id, { ...act, otherwise: { verdict: 'forbid', safeguards: [] } }]]),
        },
      },
    }
    expect(beginAbout(2, strict).ok).toBe(true)
    expect(play(strict, [{}], { medium: 'paper' }).problem?.code).toBe('act-forbidden')
    expect(play(strict, [{}], { medium: 'stick' }).problem).toBeUndefined()
  })

  it('is not granted either where a class was raised after the application; it may be refused', () => {
    const context = under([forbid({ when: classThree }), rule('permit', { when: belowThree })])
    const applied = play(context, [{}]).states.at(-1) as CaseState
    const raised = reclassifyCase(
      procedure,
      applied,
      { actor: 'head', reason: '名簿に加わった', about: [list(3)] },
      context,
    )
    expect(raised).toMatchObject({
      ok: true,
      event: { grounds: expect.arrayContaining([{ provision: 'P-never', rule: 'never' }]) },
    })
    if (!raised.ok) return
    const decide = (decision: string) =>
      act(
        procedure,
        raised.state,
        { actor: 'head', decision, confirmed: ['needed', 'least'], comment: 'だめです' },
        context,
      )
    expect(decide('permit')).toMatchObject({ problem: { code: 'act-forbidden' } })
    expect(decide('refuse')).toMatchObject({ ok: true, state: { outcome: 'refused' } })
    expect(decide('ask')).toMatchObject({ ok: true, state: { step: 'apply' } })
  })

  it('is not granted by a decision that the pack calls by another name; asking back stays open', () => {
    const context = under([forbid({ when: classThree }), rule('permit', { when: belowThree })])
    const approve = procedure.steps.get('approve')!
    const spelled = {
      ...procedure,
      steps: new Map(procedure.steps).set('approve', {
        ...approve,
        decisions: [
          ask('apply'),
          decision('agree', [way('depart')]),
          decision('over', [way('end returned')]),
        ],
      }),
    }
    const applied = play(context, [{}]).states.at(-1) as CaseState
    const decide = (id: string) =>
      act(
        spelled,
        { ...applied, about: [list(3)] },
        { actor: 'head', decision: id, comment: 'どうして' },
        context,
      )
    expect(decide('agree')).toMatchObject({ problem: { code: 'act-forbidden' } })
    expect(decide('over')).toMatchObject({ problem: { code: 'act-forbidden' } })
  })

  it('is not begun without the class that the rules read, where nothing will say it any more', () => {
    const context = under([
      forbid({ when: { ...classThree, source: 'class.confidentiality == 3' } }),
    ])
    const withoutAbout = { ...procedure, about: { ...procedure.about!, required: false } }
    expect(begin(withoutAbout, { applicant: 'mori' }, context)).toMatchObject({
      problem: { code: 'class-needed' },
    })
    const classField = field('level', { type: 'class' })
    const asking = {
      ...withoutAbout,
      fields: [...withoutAbout.fields, classField],
      steps: new Map(withoutAbout.steps).set('apply', {
        ...withoutAbout.steps.get('apply')!,
        fill: ['level'],
      }),
    }
    expect(begin(asking, { applicant: 'mori' }, context).ok).toBe(true)
  })

  it('does not stop what was permitted from being carried out, until an answer changes into what is forbidden', () => {
    const permitting = under([rule('permit', {})])
    const permitted = play(permitting, [{}, { decision: 'permit' }], { medium: 'paper' })
    const state = permitted.states.at(-1) as CaseState
    expect(state.step).toBe('depart')
    const now = { ...under([forbid()]), now: '2026-11-04T09:00:00+09:00' }
    const depart = (medium: string) =>
      act(
        procedure,
        state,
        { actor: 'mori', fields: { departedAt: '2026-11-04T09:00:00+09:00', medium } },
        now,
      )
    expect(depart('paper').ok).toBe(true)
    expect(depart('stick')).toMatchObject({ problem: { code: 'act-forbidden' } })
  })
})

describe('a permit', () => {
  it('is given by its own procedure alone', () => {
    const other = { ...takeOut, id: 'other', title: '特別な持ち出し' }
    const context = under([rule('elsewhere', { procedure: 'other' })])
    const both: CaseContext = {
      ...context,
      policy: { ...context.policy, procedures: new Map([[other.id, other]]) },
    }
    expect(beginAbout(2, both)).toMatchObject({
      problem: { code: 'act-elsewhere', detail: expect.stringContaining('特別な持ち出し') },
    })
  })

  it('carries the provisions of the rules that it was given by', () => {
    const context = under([rule('permit', {})])
    const last = play(context, [{}, { decision: 'permit' }]).states.at(-1)
    expect(last?.history.at(-1)?.grounds).toContainEqual({ provision: 'P-permit', rule: 'permit' })
  })

  it('is given an exception of the provision that forbids, while it runs', () => {
    const exception = {
      id: 'e',
      case: 'c',
      number: '例外R8-1',
      provisions: ['P-never'],
      from: '2026-11-01',
      until: '2026-11-30',
    }
    const context = under([forbid()])
    expect(beginAbout(2, context).ok).toBe(false)
    expect(beginAbout(2, { ...context, exceptions: [exception] }).ok).toBe(true)
    expect(
      beginAbout(2, { ...context, exceptions: [{ ...exception, until: '2026-11-01' }] }).ok,
    ).toBe(false)
  })
})

describe('whatever the rules and answers', () => {
  const anyRules = fc
    .array(
      fc.record({
        verdict: fc.constantFrom('permit', 'forbid', 'allow'),
        when: fc.constantFrom(classThree, belowThree, onStick, notOnStick, undefined),
      }),
      { maxLength: 5 },
    )
    .map((drawn) =>
      drawn.map(({ verdict, when }, index): HandlingRule => {
        const { procedure: target, when: _always, ...base } = rule(`r${index}`, {})
        return {
          ...base,
          verdict: verdict as HandlingRule['verdict'],
          ...(verdict === 'permit' && { procedure: target }),
          ...(when && { when }),
        }
      }),
    )

  it('nothing that the rules forbid is ever granted, and what they do not forbid can be', () => {
    fc.assert(
      fc.property(
        anyRules,
        fc.constantFrom(1, 2, 3),
        fc.constantFrom('stick', 'paper'),
        (rules, confidentiality, medium) => {
          const context = under(rules)
          const forbidden = rules.some(
            ({ verdict, when }) =>
              verdict === 'forbid' &&
              when?.evaluate({ class: { confidentiality }, medium }) !== false,
          )
          const { states } = walk(
            procedure,
            { applicant: 'mori', about: [list(confidentiality)] },
            { ...answers, medium },
            [{}, { decision: 'permit' }],
            context,
          )
          const isGranted = states.some(({ history }) =>
            history.some(({ step, decision }) => step === 'approve' && decision === 'permit'),
          )
          expect(isGranted).toBe(!forbidden)
        },
      ),
    )
  })
})
