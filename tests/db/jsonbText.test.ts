import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jsonbText } from '#platform/db/jsonbText.ts'
import { send } from '#platform/db/pipeline.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

let world: World
let client: pg.PoolClient
beforeAll(async () => {
  world = await makeWorld({ routes: [] })
  client = await world.services.pool.connect()
})
afterAll(async () => {
  client.release()
  await world.close()
})

/** The texts in which PostgreSQL gives these values back. */
async function storedTexts(values: readonly unknown[]): Promise<unknown[]> {
  const { rows } = await send(
    client,
    'select value::jsonb::text as text from unnest($1::text[]) with ordinality as v(value, i) order by i',
    [values.map((value) => JSON.stringify(value))],
  )
  return rows.map(({ text }) => text)
}

const hasNul = (value: unknown): boolean => JSON.stringify(value).includes('\\u0000')

test('any value that may be stored has the text that PostgreSQL gives it, or none', async () => {
  const values = fc
    .sample(fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }), { seed: 7, numRuns: 500 })
    .filter((value) => !hasNul(value))
  const stored = await storedTexts(values)
  const known = values.flatMap((value, i) => {
    const text = jsonbText(value)
    return text === undefined ? [] : [[text, stored[i]]]
  })
  expect(known.map(([text]) => text)).toEqual(known.map(([, text]) => text))
  expect(known.length).toBeGreaterThan(values.length / 4)
})

test('keys stand by length and bytes, numbers with an exponent have no text', async () => {
  const values = [
    { ああ: 1, zz: 2, b: [1.5, -0, 'a"\\\n\u0007😀'], '': null, あ: { y: true, x: {} } },
    [],
  ]
  expect(values.map(jsonbText)).toEqual(await storedTexts(values))
  expect([1e21, 1e-7, [1e300]].map(jsonbText)).toEqual([undefined, undefined, undefined])
})
