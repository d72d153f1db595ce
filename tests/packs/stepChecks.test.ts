import { expect, test } from 'vitest'
import { gripOf } from '#kernel/packs/strength/grip.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { playCase } from '#kernel/packs/golden/run.ts'
import { takenOut, turned } from '#kernel/packs/prove/mutants.ts'
import { passes } from '#kernel/packs/prove/prove.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { minatoWith } from './minatoWorld.ts'

const story = `
- 点検がすべて正しくなり、使う人が心得を読むまで、使い始めを許可できない:
    play: begin-system
    by: ueda
    about: records
    fields: { worker: mori }
    acts:
      - { by: ueda }
      - { by: kimura, choose: permit, answers: none, refused: check-open, lacks: [power, double, restore, door] }
      - { by: kimura, choose: permit, answers: wrong, refused: check-wrong, lacks: [power, double, restore, door] }
      - { by: kimura, choose: permit, kept: false, refused: check-round-open, lacks: [handbook] }
      - { by: kimura, choose: permit }
      - { by: tanaka, answers: { copies: no } }
    expect: { end: permitted, findings: [copies] }
    proves: [3-1(1), 3-1(2)]
- 許可しないときは、何も答えなくてよい:
    play: begin-system
    by: ueda
    about: mail
    fields: { worker: mori }
    acts:
      - { by: ueda }
      - { by: kimura, choose: permit, answers: none, refused: check-open, lacks: [power, restore, door] }
      - { by: kimura, choose: refuse, comment: いりません, answers: none, kept: false }
    expect: { end: refused }
`

const carrierAt = (pack: Pack, path: string) => {
  const carrier = carriersOf(pack).find((one) => one.path === path)
  if (carrier === undefined) throw new Error(`nothing at ${path}`)
  return carrier
}
const step = 'procedures/begin-system/steps/look'

test('a case plays what a step checks: nothing, everything or some answered, rounds kept or not', async () => {
  const pack = await minatoWith(story)
  expect(pack.cases.map((golden) => playCase(pack, golden).faults)).toEqual([[], []])
})

test('each change of what is checked is missed by the case: without must, without a check, without an item', async () => {
  const pack = await minatoWith(story)
  const changed = [
    ...turned(pack, carrierAt(pack, step)),
    ...['power', 'double', 'restore'].flatMap((item) => {
      const carrier = carrierAt(pack, `checklists/system/items/${item}`)
      return [takenOut(pack, carrier), ...turned(pack, carrier)]
    }),
  ]
  const kept = changed.filter(
    (mutant) =>
      mutant.keys.at(-1) !== 'by' && pack.cases.every((golden) => passes(mutant.pack, golden)),
  )
  expect(changed.map(({ keys }) => keys.at(-1))).toEqual(
    expect.arrayContaining(['checks', 'mustBeRight', 'should', 'when']),
  )
  expect(kept.map(({ keys }) => keys.join('/'))).toEqual([])
})

test('an item that must be right at a step enforces; one that is only asked there pursues', async () => {
  const pack = await minatoWith(story)
  const grip = (path: string) => gripOf(pack, carrierAt(pack, path), '')
  expect(grip('checklists/system/items/power')).toEqual({ hold: 'enforces', why: 'item-in-step' })
  expect(grip('checklists/office/items/copies')).toEqual({ hold: 'pursues', why: 'item-at-step' })
  expect(grip(step)).toEqual({ hold: 'enforces', why: 'step-right' })
})
