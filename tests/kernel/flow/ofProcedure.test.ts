import { beforeAll, describe, expect, it } from 'vitest'
import { flowOf } from '#kernel/flow/ofProcedure.ts'
import { inEnglish } from '#kernel/packs/english.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { hinata } from '../../packs/support.ts'

let pack: Pack
beforeAll(async () => {
  pack = await hinata()
})

const flow = (procedure: string) => flowOf(pack.procedures.get(procedure)!, pack, 'ja')
const step = (procedure: string, id: string) => flow(procedure).steps.find((each) => each.id === id)

describe('the flow of a procedure', () => {
  it('has every step, in the order of the pack, with who acts and until when', () => {
    const { steps } = flow('take-out')
    expect(steps.map(({ id }) => id)).toEqual([...pack.procedures.get('take-out')!.steps.keys()])
    expect(step('take-out', 'approve')).toMatchObject({
      who: '情報セキュリティ責任者',
      limit: '「出る予定」まで',
      when: null,
    })
  })

  it('says in which case a step is there, and where each decision leads', () => {
    expect(step('take-out', 'approve-chief')?.when).toBe('「機密性」が「機密性3」のときだけ')
    const ways = step('take-out', 'approve')?.ways ?? []
    expect(ways.map(({ to }) => to)).toContainEqual({ step: 'approve-chief' })
    expect(ways.some(({ to }) => 'end' in to && to.tone === 'bad')).toBe(true)
  })

  it('says which branch is taken when, and what begins beside', () => {
    const ways = step('take-out', 'return')?.ways ?? []
    expect(ways.map(({ when }) => when)).toEqual([
      '「そろっている」が「はい」のとき',
      'そのほかのとき',
    ])
    expect(ways.flatMap(({ starts }) => starts)).toEqual([
      pack.procedures.get('loss-report')?.title,
    ])
  })

  it('is in English for those who read it', () => {
    const english = inEnglish(pack)
    const { steps } = flowOf(english.procedures.get('take-out')!, english, 'en')
    expect(steps[0]?.who).toBe('The applicant')
    expect(steps.find(({ id }) => id === 'return')?.ways.at(-1)?.when).toBe('In all other cases')
    expect(steps.find(({ id }) => id === 'approve-chief')?.when).toMatch(
      /^Only where “.*” is “.*”$/,
    )
  })

  it('leads every way to a step or an end of the procedure', () => {
    for (const procedure of pack.procedures.values())
      for (const { ways } of flowOf(procedure, pack, 'ja').steps)
        for (const { to } of ways)
          expect('end' in to ? procedure.ends.has(to.end) : procedure.steps.has(to.step)).toBe(true)
  })
})
