import { beforeAll, describe, expect, test } from 'vitest'
import { playCase } from '#kernel/packs/golden/play.ts'
import type { PlayCase } from '#kernel/packs/golden/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'

let village: Pack
beforeAll(async () => {
  village = (await bundledPacks.edition('otari')).pack
})

/** Two assets were taken out; what of them is ticked at the return, and what else is written. */
function returned(fields: Readonly<Record<string, unknown>>) {
  const told = village.cases.find(
    (golden): golden is PlayCase =>
      golden.kind === 'play' && golden.procedure === 'take-out' && golden.about.length === 2,
  )!
  const { back: _back, missing: _missing, ...others } = told.fields
  return playCase(village, { ...told, fields: { ...others, ...fields }, expect: {} })
}
const effectsOf = (fields: Readonly<Record<string, unknown>>) => returned(fields).effects ?? []

describe('what comes back is ticked', () => {
  test('an entry that the case is not about cannot be ticked', () => {
    expect(returned({ back: ['price3'], missing: '二つとも' }).outcome.faults.join()).toContain(
      'この案件の対象にだけ',
    )
  })

  test('only what was not ticked is missed, and the report is about that alone', () => {
    const effects = effectsOf({ back: ['plan2'], missing: '電車に置き忘れた' })
    expect(effects).toMatchObject([
      { kind: 'change', state: '持出中', entries: ['list3', 'plan2'] },
      { kind: 'change', state: '使用中', entries: ['plan2'] },
      { kind: 'change', state: '所在確認中', entries: ['list3'] },
      { kind: 'start', procedure: 'incident-report', about: ['list3'] },
      { kind: 'tell' },
    ])
  })

  test('what is missing beside an entry that came back misses no entry', () => {
    const effects = effectsOf({ back: ['list3', 'plan2'], lacking: '充電器' })
    expect(effects.map(({ kind }) => kind)).toEqual(['change', 'change', 'tell'])
    expect(effects[1]).toMatchObject({ state: '使用中', entries: ['list3', 'plan2'] })
  })

  test('why something is not back must be said', () => {
    expect(returned({ back: ['plan2'] }).outcome.faults.join()).toContain('/fields/missing')
  })
})
