import { describe, expect, it } from 'vitest'
import { decisionsInForce } from '#kernel/procedures/permits.ts'
import { reclassifyCase, walk, withdraw } from '#kernel/procedures/index.ts'
import type { CaseState, WalkAct } from '#kernel/procedures/index.ts'
import { answers, ask, decision, list, takeOut, way, world } from '../support/procedures.ts'

/** The carry-out whose chief may ask back, too. */
const asking = {
  ...takeOut,
  steps: new Map(
    [...takeOut.steps].map(([id, step]) => [
      id,
      id === 'approve-chief'
        ? {
            ...step,
            decisions: [...step.decisions, ask('apply'), decision('redo', [way('approve')])],
          }
        : step,
    ]),
  ),
}
const play = (acts: readonly WalkAct[]): CaseState => {
  const { states, problem } = walk(
    asking,
    { applicant: 'mori', about: [list(3)] },
    answers,
    acts,
    world(),
  )
  expect(problem).toBeUndefined()
  return states.at(-1) as CaseState
}
const inForce = (state: CaseState) =>
  decisionsInForce(asking, state).map(({ step, decision: made }) => `${step}/${made}`)

describe('decisions in force', () => {
  const permit = { decision: 'permit' }
  const back = { decision: 'ask', comment: '行き先は' }
  it.each([
    ['nothing before anybody decided', [{}], []],
    ['a grant', [{}, permit], ['approve/permit']],
    ['both of two', [{}, permit, permit], ['approve/permit', 'approve-chief/permit']],
    ['not a question back', [{}, back], []],
    ['not what was granted before the case was sent back to its beginning', [{}, permit, back], []],
    [
      'not what was granted at the step that it was sent back to',
      [{}, permit, { decision: 'redo' }],
      [],
    ],
    ['what was granted anew', [{}, permit, back, {}, permit], ['approve/permit']],
  ] as const)('are %s', (_what, acts, expected) => {
    expect(inForce(play(acts))).toEqual(expected)
  })

  it('are none after a higher class made the approvals start again, and one after the first of them', () => {
    const low = walk(
      takeOut,
      { applicant: 'mori', about: [list(2)] },
      answers,
      [{}, permit],
      world(),
    ).states.at(-1) as CaseState
    const raised = reclassifyCase(
      takeOut,
      low,
      { actor: 'head', reason: '個人情報が入った', about: [list(3)] },
      world(),
    )
    expect(raised.ok && decisionsInForce(takeOut, raised.state)).toEqual([])
  })
})

describe('a case that was sent back', () => {
  it('may be withdrawn again by its applicant', () => {
    const granted = play([{}, { decision: 'permit' }])
    const back = play([{}, { decision: 'permit' }, { decision: 'ask', comment: '行き先は' }])
    expect(withdraw(asking, granted, { actor: 'mori' }, world())).toMatchObject({
      problem: { code: 'may-not-withdraw' },
    })
    expect(withdraw(asking, back, { actor: 'mori' }, world())).toMatchObject({
      ok: true,
      state: { outcome: 'withdrawn' },
    })
  })
})
