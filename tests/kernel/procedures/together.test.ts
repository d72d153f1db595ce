import { describe, expect, it } from 'vitest'
import { act, handOver, nextActor, abilitiesOf, walk } from '#kernel/procedures/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
import { townHall } from '../support/organization.ts'
import {
  chief,
  decision,
  disposal,
  list,
  procedure,
  step,
  takeOut,
  top,
  way,
  withoutPersons,
  world,
} from '../support/procedures.ts'

const atDecision = (context: CaseContext, applicant = 'mori'): CaseState =>
  walk(disposal, { applicant, about: [list(2), list(2, '総務課')] }, {}, [{}], context).states.at(
    -1,
  ) as CaseState
const does = (
  state: CaseState,
  actor: string,
  id: string,
  context: CaseContext,
  comment = '理由',
  route = disposal,
) => act(route, state, { actor, decision: id, comment }, context)

const decideStep = disposal.steps.get('decide')
if (decideStep === undefined) throw new Error('no step')
/** The disposal where one person may decide for the officer and the chief. */
const bySamePerson: Procedure = {
  ...disposal,
  steps: new Map([...disposal.steps, ['decide', { ...decideStep, samePerson: true }]]),
}

describe('a step that several must act on', () => {
  it("asks each unit's officer and the chief, and goes on when all agree", () => {
    const context = world()
    const state = atDecision(context)
    expect(state.waitingFor.map((waiting) => waiting.party)).toEqual([
      { seat: { role: 'officer', scope: 'unit', id: '福祉課' } },
      { seat: { role: 'officer', scope: 'unit', id: '総務課' } },
      { seat: { role: 'chief', scope: 'organization', id: '' } },
    ])
    const first = does(state, 'head', 'permit', context)
    expect(first).toMatchObject({ ok: true, state: { step: 'decide' } })
    expect(first.ok && first.event.to).toBeUndefined()
    expect(first.ok && abilitiesOf(disposal, first.state, 'head', context)).toMatchObject({
      mayAct: false,
      why: { code: 'already-acted' },
    })
  })
  it('ends at once when one of them refuses', () => {
    expect(does(atDecision(world()), 'chief', 'refuse', world())).toMatchObject({
      ok: true,
      state: { status: 'ended', outcome: 'refused' },
    })
  })
  it('one person does not decide two parts where the policy has someone else', () => {
    const context = world()
    const one = does(atDecision(context), 'chief', 'permit', context)
    expect(one.ok && one.event).toMatchObject({
      party: { seat: { role: 'officer', id: '総務課' } },
    })
    expect(one.ok && does(one.state, 'chief', 'permit', context)).toMatchObject({
      ok: false,
      problem: { code: 'already-acted' },
    })
    expect(one.ok && does(one.state, 'second', 'permit', context)).toMatchObject({
      ok: true,
      event: { as: 'deputy', insteadOf: 'chief', because: 'excluded' },
    })
  })
  it.each([
    ['is refused where there is no one else', disposal, false],
    ['is given where the pack says so', bySamePerson, true],
  ])("two roles' permit of one person %s", (_name, route, ok) => {
    const org = townHall({
      posts: [
        { id: '総務課長', title: '', unit: '総務課', leads: 'head', key: 'chief' },
        { id: '福祉課長', title: '', unit: '福祉課', leads: 'head' },
      ],
      persons: [
        { id: 'chief', unit: '総務課', in: ['総務課長'] },
        { id: 'mori', unit: '総務課' },
      ],
    })
    const context = world(org)
    const one = does(atDecision(context), 'chief', 'permit', context, '', route)
    const two = one.ok ? does(one.state, 'chief', 'permit', context, '', route) : one
    expect(two).toMatchObject(ok ? { ok } : { ok, problem: { code: 'no-one-may-decide' } })
  })
  it('whoever decided does not watch, by the rule that says so', () => {
    const context = world()
    let state = atDecision(context)
    while (state.step === 'decide') {
      const result = does(state, nextActor(state, context), 'permit', context)
      if (!result.ok) throw new Error(result.problem.detail)
      state = result.state
    }
    expect(state.waitingFor[0]?.excluded.toSorted()).toEqual(['chief', 'head', 'mori', 'second'])
    expect(act(disposal, state, { actor: 'head' }, context)).toMatchObject({
      ok: false,
      problem: {
        code: 'parts-apart',
        detail: expect.stringContaining('決定と立会いを兼ねない'),
        grounds: [{ provision: 'P-watch' }, { provision: 'P-witness' }],
      },
    })
    expect(act(disposal, state, { actor: 'hara' }, context)).toMatchObject({
      ok: true,
      state: { outcome: 'done' },
    })
  })
})

describe('a step of which one is enough', () => {
  it('is decided by the first who acts', () => {
    const either = procedure('either', [
      step('decide', [chief, top], [decision('go', [way('end done')])], { decides: true }),
    ])
    const { states } = walk(either, { applicant: 'mori' }, {}, [], world())
    for (const actor of ['chief', 'vice'])
      expect(act(either, states[0] as CaseState, { actor }, world())).toMatchObject({
        ok: true,
        state: { outcome: 'done' },
      })
  })
})

describe('handing over', () => {
  const context = world()
  const out = walk(
    takeOut,
    { applicant: 'mori', about: [list(2)] },
    {
      destination: '県庁',
      departAt: '2026-11-04 09:00',
      returnBy: '2026-11-06 17:00',
      departedAt: '2026-11-04 09:00',
      method: 'AES',
    },
    [{}, {}, {}],
    context,
  ).states.at(-1) as CaseState
  it('lets another person go on, with the reason in the history', () => {
    const given = handOver(
      takeOut,
      out,
      { actor: 'head', from: 'mori', to: 'hara', reason: '退職', absentDays: 14 },
      withoutPersons(context, 'mori'),
    )
    expect(given).toMatchObject({
      ok: true,
      state: { applicant: 'mori', waitingFor: [{ party: { person: 'hara' } }] },
      event: { kind: 'handed-over', insteadOf: 'mori', comment: '退職' },
    })
    expect(
      given.ok &&
        act(
          takeOut,
          given.state,
          { actor: 'hara', fields: { returnedAt: '2026-11-06 10:00', complete: true } },
          context,
        ),
    ).toMatchObject({ ok: true, state: { outcome: 'returned' }, event: { as: 'person' } })
  })
  it('needs a reason, someone who is there, and someone who is waited for', () => {
    const code = (to: string, reason: string, from = 'mori') => {
      const result = handOver(
        takeOut,
        out,
        { actor: 'head', from, to, reason, absentDays: 14 },
        withoutPersons(context, 'mori', 'head'),
      )
      return result.ok ? 'ok' : result.problem.code
    }
    expect([code('hara', ''), code('nobody', 'x'), code('hara', 'x', 'head')]).toEqual([
      'reason-missing',
      'not-handed-over',
      'not-handed-over',
    ])
  })
})
