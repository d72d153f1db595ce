import { expect, test } from 'vitest'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { chanceOf } from '../../src/apps/simulate/chance.ts'
import { compare } from '../../src/apps/simulate/expectation.ts'
import { answerFate, fateOf } from '../../src/apps/simulate/fates.ts'
import { Ledger } from '../../src/apps/simulate/ledger.ts'

const { pack } = await bundledPacks.edition('hokkaido')
const path = 'checklists/area/items/'
const carrier = carriersOf(pack).find((one) => one.path.startsWith(path) && one.carries.length > 0)!
const [ref = ''] = carrier.carries

/** One area that is gone through, open until a day, and what the ledger says of it then. */
function ledgerWith(
  work: (ledger: Ledger, occurrence: ReturnType<Ledger['open']>) => void,
): Ledger {
  const ledger = new Ledger()
  const occurrence = ledger.open({
    id: 'one',
    round: 'areas',
    subject: 'line/server-room',
    openedAt: '2026-04-01T00:00:00.000Z',
    dueAt: '2026-06-30T14:59:59.000Z',
    items: new Set([carrier.path]),
    manned: true,
  })
  work(ledger, occurrence)
  return ledger
}
const at = (
  ledger: Ledger,
  now: string,
  state: 'late' | 'declared' | 'finding' | 'proved' | 'due',
) => compare(pack, ledger, now, [{ ref, state }]).mismatches.map(({ expected }) => expected)
const later = '2026-07-10T00:00:00.000Z'

test('a map that says better of a provision than what was done is a mismatch', () => {
  const untouched = ledgerWith(() => undefined)
  expect(at(untouched, later, 'declared')).toEqual(['late'])
  expect(at(untouched, later, 'late')).toEqual([])
  expect(at(untouched, '2026-06-20T00:00:00.000Z', 'due')).toEqual([])
})

test('a finding stands until somebody has looked at it, and is proved then', () => {
  const found = ledgerWith((ledger, occurrence) => {
    ledger.answer(occurrence, carrier.path, 'finding')
    ledger.close(occurrence, '2026-05-01T00:00:00.000Z', false)
  })
  expect(at(found, later, 'finding')).toEqual([])
  found.finding(carrier.path, 'line/server-room', 'mended', false)
  expect(at(found, later, 'declared')).toEqual(['finding'])
  found.finding(carrier.path, 'line/server-room', 'closed', true)
  expect(at(found, later, 'proved')).toEqual([])
})

test('対象外 that is not accepted is asked again', () => {
  const waived = ledgerWith((ledger, occurrence) => {
    ledger.answer(occurrence, carrier.path, 'waiting')
    ledger.decide(occurrence, carrier.path, false)
  })
  expect(at(waived, later, 'declared')).toEqual(['late'])
})

test('draws are the same whenever they are repeated, and each seed has its own', () => {
  const work = { round: 'r', subject: 's', period: '2026', from: '2026-04-01', to: '2027-03-31' }
  expect(fateOf(chanceOf(7), work)).toEqual(fateOf(chanceOf(7), work))
  const lots = Array.from({ length: 50 }, (_, seed) => fateOf(chanceOf(seed), work).on)
  expect(new Set(lots).size).toBeGreaterThan(20)
  const answers = Array.from({ length: 2000 }, (_, n) => answerFate(chanceOf(1), true, String(n)))
  expect(new Set(answers)).toEqual(new Set(['right', 'wrong', 'waived']))
})

test('work that nobody is late in is done by its date', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const work = { round: 'r', subject: 's', period: 'p', from: '2026-04-01', to: '2026-04-30' }
    const { on } = fateOf(chanceOf(seed), work, true)
    expect(on !== null && on >= work.from && on <= work.to).toBe(true)
  }
})
