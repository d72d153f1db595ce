import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundedStage, playsToAnEnd } from './foundedForms.ts'
import { GoldenPlay } from './goldenPlays.ts'
import { packOf } from './stage.ts'
import type { Stage } from './stage.ts'

for (const packId of ['otari', 'nara', 'yonezawa', 'ipa-sme', 'hokkaido']) {
  const pack = await packOf(packId)
  describe(`an organisation that is founded with ${packId} and has its own people alone`, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await foundedStage(packId)
    })
    afterAll(() => stage.close())

    test.each([...playsToAnEnd(pack)])('begins and ends %s', async (_procedure, play) => {
      const { end } = await new GoldenPlay(stage, { ...play, expect: {} }).run()
      expect(end).toBe(play.expect.end)
    })

    test('has a way to an end for every form', () => {
      expect([...pack.procedures.keys()].filter((id) => !playsToAnEnd(pack).has(id))).toEqual([])
    })
  })
}
