import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settleEntries } from '#kernel/procedures/index.ts'
import type { CaseResult, PresentEntry } from '#kernel/procedures/index.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { hinata } from '../../packs/support.ts'

const states = ['使用中', '持出中', '紛失', '廃棄済み'] as const

/** The fixture pack with states of assets that the table below speaks of. */
async function packOf(): Promise<Pack> {
  const pack = await hinata()
  const assets = pack.registers.get('assets')
  if (assets === undefined) throw new Error('no assets')
  const enteredFrom = new Map([['持出中', ['使用中']]])
  const register = { ...assets, states, ended: ['廃棄済み'], enteredFrom }
  return { ...pack, registers: new Map([...pack.registers, ['assets', register]]) }
}
const pack = await packOf()

const entry = (state: string, more: Partial<PresentEntry> = {}): PresentEntry => ({
  id: 'list',
  name: '名簿',
  register: 'assets',
  state,
  changedHere: false,
  lastHere: false,
  ...more,
})
const changes = (...to: readonly (string | undefined)[]): Extract<CaseResult, { ok: true }> => ({
  ok: true,
  state: {
    procedure: 'take-out',
    status: 'open',
    enteredAt: '2026-11-02T09:00:00+09:00',
    applicant: 'mori',
    applicantUnit: 'welfare',
    fields: {},
    about: [],
    safeguards: [],
    answers: {},
    waitingFor: [],
    history: [event],
  },
  effects: to.map((state) => ({
    kind: 'change',
    entries: ['list'],
    fields: {},
    ...(state !== undefined && { state }),
  })),
  event,
})
const event = {
  at: '2026-11-02T09:00:00+09:00',
  kind: 'decided',
  person: 'mori',
  as: 'applicant',
  grounds: [],
} as const
const here = { changedHere: true, lastHere: true }
const earlier = { changedHere: true }

/** changed, left, or the code of the refusal. */
function outcome(present: PresentEntry, ...to: readonly (string | undefined)[]): string {
  const result = settleEntries(pack, changes(...to), [present])
  if (!result.ok) return result.problem.code
  return result.event.left === undefined ? 'changed' : 'left'
}

describe('what an effect does to an entry', () => {
  it.each([
    ['goes out from where it is used', entry('使用中'), '持出中', 'changed'],
    ['does not go out twice', entry('持出中'), '持出中', 'entry-state'],
    ['does not go out from a state that is not named', entry('紛失'), '持出中', 'entry-state'],
    ['comes into a state without named ones from every other', entry('持出中'), '紛失', 'changed'],
    ['does not come into it twice', entry('紛失'), '紛失', 'entry-state'],
    ['is at rest however often it comes there', entry('使用中'), '使用中', 'changed'],
    ['is not changed once it is over', entry('廃棄済み'), '使用中', 'entry-state'],
    ['is not written to once it is over', entry('廃棄済み'), undefined, 'entry-state'],
    ['is over already, as it should be', entry('廃棄済み'), '廃棄済み', 'left'],
    ['stays over when a case gives it back', entry('廃棄済み', earlier), '使用中', 'left'],
    ['is written to by the case that ended it', entry('廃棄済み', here), undefined, 'changed'],
    ['is not revived by the case that ended it', entry('廃棄済み', here), '使用中', 'left'],
    ['may stay where its own case put it', entry('持出中', here), '持出中', 'changed'],
    ['is left where others brought it', entry('紛失', earlier), '持出中', 'left'],
  ])('%s', (_what, present, to, expected) => {
    expect(outcome(present, to)).toBe(expected)
  })

  it('names the entry, its state and the other case in the refusal, and changes nothing', () => {
    const result = settleEntries(pack, changes('持出中'), [
      entry('持出中', { lastCase: '持出R8-0001' }),
    ])
    expect(result).toMatchObject({ ok: false, problem: { code: 'entry-state', status: 409 } })
    if (!result.ok)
      for (const word of ['名簿', '持出中', '持出R8-0001'])
        expect(result.problem.detail).toContain(word)
  })

  it('judges each effect by the state that the one before it left', () => {
    expect(outcome(entry('使用中'), '持出中', '使用中', '持出中')).toBe('changed')
    expect(outcome(entry('使用中'), '廃棄済み', '使用中')).toBe('left')
  })
})

describe('whatever happens to an entry', () => {
  it('it never leaves a state in which it is over', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.constantFrom(...states), { maxLength: 5 }),
        (first, changedHere, lastHere, to) => {
          const result = settleEntries(pack, changes(...to), [
            entry(first, { changedHere, lastHere: changedHere && lastHere }),
          ])
          if (!result.ok) return
          const path = [
            first,
            ...result.effects.flatMap((effect) =>
              effect.kind === 'change' && effect.state !== undefined ? [effect.state] : [],
            ),
          ]
          const over = path.indexOf('廃棄済み')
          expect(path.slice(over < 0 ? path.length : over).filter((s) => s !== '廃棄済み')).toEqual(
            [],
          )
        },
      ),
    )
  })
})
