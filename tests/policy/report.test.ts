import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDocument } from '#platform/documents/read/index.ts'
import { roundWorld } from '../rounds/roundPack.ts'
import type { Name, RoundWorld } from '../rounds/roundPack.ts'

let world: RoundWorld
beforeAll(async () => {
  world = await roundWorld('2026-10-01 09:00')
  for (const name of ['窓口のサーバ', '台帳のサーバ', '地下のサーバ'])
    await world.addServer('head', name)
  await world.tick()
  const [first, second] = await servers()
  // One in time and in order, one in time with a finding, one never.
  await answer(first!.id, true)
  await answer(second!.id, false)
  world.clock.set('2026-12-15 09:00')
  await world.tick()
})
afterAll(() => world.close())

const servers = async () => (await world.mine('head')).filter(({ round }) => round === 'servers')
const answer = (id: string, power: boolean) =>
  world.send('head', `/api/occurrences/${id}/answers`, {
    answers: [
      { item: 'server/power', value: power },
      { item: 'server/restore', value: 5 },
    ],
  })

async function report(name: Name, year: number, format: 'pdf' | 'docx') {
  const { status, raw } = await (
    await world.as(name)
  ).get(`/api/policy/report?year=${year}&format=${format}`)
  return { status, bytes: raw }
}

/** The texts of a paper, one after the other, parted by bars and without blanks. */
async function wordsOf(bytes: Uint8Array, format: 'pdf' | 'docx'): Promise<string> {
  const { blocks } = await readDocument({
    name: `報告.${format}`,
    bytes,
  })
  return blocks
    .map(({ text }) => text)
    .join('\n')
    .replaceAll(/[^\S\n\t]|\u200b/g, '')
    .replaceAll(/\s+/g, '|')
}

test.each(['pdf', 'docx'] as const)(
  'the draft as %s tells what was planned, done in time, late, found and left open',
  async (format) => {
    const { status, bytes } = await report('chief', 2026, format)
    expect(status).toBe(200)
    const words = await wordsOf(bytes, format)
    expect(words).toContain('令和8年度情報セキュリティ年次報告（案）')
    expect(words).toContain('令和8年12月15日までの記録による')
    // Three servers by the end of October: two in time, one left.
    expect(words).toMatch(/サーバの点検\|?3\|?2\|?0\|?1\|?0/)
    if (format === 'docx') expect(words).toContain('サーバの点検|1|0|0|1|1|')
    expect(words).toContain('この年度に続いた例外はない。')
    expect(words).toContain('評価')
  },
)

test('what never was done is counted as kept nowhere', async () => {
  const words = await wordsOf((await report('chief', 2026, 'docx')).bytes, 'docx')
  const [, all, kept] = /守られているか\|(\d+)のうち(\d+)/.exec(words) ?? []
  expect(Number(kept)).toBeLessThan(Number(all))
  expect(words).toMatch(/2-1\(1\)\|[^|]+\|(?:遅れ|指摘)/)
})

test('who may not oversee the policy gets no report, and a year to come has none', async () => {
  for (const stranger of ['clerk', 'head', 'worksHead'] as const)
    expect((await report(stranger, 2026, 'docx')).status).toBe(403)
  expect((await report('chief', 2027, 'pdf')).status).toBe(404)
  expect((await report('admin', 2026, 'docx')).status).toBe(200)
})

test('a year of which the records do not tell has no report', async () => {
  expect((await report('chief', 2025, 'docx')).status).toBeGreaterThanOrEqual(400)
})

test('a year that is over is told as it stood at its end, and against the year before', async () => {
  world.clock.set('2027-06-01 09:00')
  await world.tick()
  const over = await wordsOf((await report('chief', 2026, 'docx')).bytes, 'docx')
  expect(over).toContain('令和9年3月31日の終わりの記録による')
  expect(over).toContain('サーバの点検|3|2|0|1|0|')
  const next = await wordsOf((await report('chief', 2027, 'docx')).bytes, 'docx')
  expect(next).toContain('条項の数|令和9年3月31日|この報告')
  const lateOf = (words: string, column: number): string | undefined =>
    /\|遅れ\|([^|]+)\|([^|]+)\|指摘\|/.exec(words)?.[column]
  // What the one report says of its own day is what the next one sets beside its own.
  expect(lateOf(over, 2)).toBeDefined()
  expect(lateOf(next, 1)).toBe(lateOf(over, 2))
})
