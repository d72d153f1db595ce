import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { FindingList, FindingView } from '#features/rounds/contract/findings.ts'
import type { OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import {
  countAnew,
  keptCounts,
  sumCounts,
  wrongCounts,
} from '#features/policy/server/standingCounts.ts'
import { adoptRevised, roundWorld } from './roundPack.ts'
import type { Name, RoundWorld } from './roundPack.ts'

let world: RoundWorld
beforeAll(async () => {
  world = await roundWorld('2026-09-20 09:00')
})
afterAll(() => world.close())

/** What may happen, each with numbers that choose among what is there. */
const happening = fc.record({
  what: fc.constantFrom(
    'answer',
    'answer',
    'answer',
    'answer',
    'waive',
    'waive',
    'decide',
    'mend',
    'mend',
    'verify',
    'return',
    'add',
    'retire',
    'wait',
    'wait',
    'tick',
    'tick',
    'sum',
    'edition',
  ),
  who: fc.constantFrom<Name>('head', 'worksHead'),
  pick: fc.nat(1000),
  good: fc.boolean(),
})
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

const days = new Map<string, readonly string[]>()
let servers = 0
let editions = 0

async function happen({ what, who, pick, good }: Happening): Promise<void> {
  const choose = <T>(all: readonly T[]): T | undefined => all[pick % Math.max(1, all.length)]
  const opened = async (): Promise<OccurrenceView | undefined> => {
    const own = choose((await world.mine(who)).filter(({ round }) => round === 'servers'))
    // Some answer again what is closed.
    const id = pick % 5 === 0 ? choose(await closed()) : own?.id
    if (id === undefined) return undefined
    const { status, body } = await (
      await world.as(who)
    ).get<OccurrenceView>(`/api/occurrences/${id}`)
    return status === 200 ? body : undefined
  }
  const closed = () =>
    world.transact(async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select id from occurrences where organization_id = ${tx.organization.id} and round = 'servers' and closed_with = 'answers' order by id`.execute(
        tx.db,
      )
      return rows.map(({ id }) => id)
    })
  const finding = async (state: string): Promise<FindingView | undefined> => {
    const row = choose((await world.get<FindingList>('chief', `/api/findings?state=${state}`)).rows)
    return row && world.get('chief', `/api/findings/${row.id}`)
  }
  switch (what) {
    case 'answer': {
      const own = await opened()
      const item = own && choose(own.items)
      if (own === undefined || item === undefined) return
      const value = item.key === 'server/restore' ? (good ? 3 : 99) : good
      await world.send(who, `/api/occurrences/${own.id}/answers`, {
        answers:
          pick % 3 === 0
            ? own.items.map(({ key }) => ({
                item: key,
                value: key === 'server/restore' ? 3 : good,
              }))
            : [{ item: item.key, value }],
      })
      return
    }
    case 'waive': {
      const own = await opened()
      const item = own && choose(own.items)
      if (own === undefined || item === undefined) return
      await world.send(who, `/api/occurrences/${own.id}/answers`, {
        answers: [{ item: item.key, notApplicable: true, comment: '使わない' }],
      })
      if (pick % 2 === 0) await happen({ what: 'decide', who, pick, good })
      return
    }
    case 'decide': {
      const { rows } = await world.transact((tx) =>
        sql<{ id: string; item: string }>`
          select occurrence_id as id, split_part(mechanism, '/', 2) || '/' || split_part(mechanism, '/', 4) as item
          from standings where organization_id = ${tx.organization.id} and until_at is null and outcome = 'not-applicable' and accepted is null order by id`.execute(
          tx.db,
        ),
      )
      const one = choose(rows)
      if (one !== undefined)
        await world.send('chief', `/api/occurrences/${one.id}/waivers`, {
          item: one.item,
          accept: good,
          comment: '確かめた',
        })
      return
    }
    case 'mend': {
      const one = await finding('open')
      if (one !== undefined)
        for (const name of ['head', 'worksHead'] as const)
          await world.send(name, `/api/findings/${one.id}/mending`, {
            version: one.version,
            comment: '直した',
            files: [],
          })
      if (pick % 2 === 0) await happen({ what: 'verify', who, pick, good })
      return
    }
    case 'verify':
    case 'return': {
      const one = await finding('mended')
      if (one !== undefined)
        await world.send('chief', `/api/findings/${one.id}/verification`, {
          version: one.version,
          mended: what === 'verify',
          comment: '見た',
        })
      return
    }
    case 'add':
      servers += 1
      await world.addServer(who, `機械${servers}`, good)
      return
    case 'retire':
      await world.transact((tx) =>
        tx.db
          .updateTable('entries')
          .set({ state: '廃止' })
          .where('organization_id', '=', tx.organization.id)
          .where('id', '=', (eb) =>
            eb
              .selectFrom('entries')
              .select('id')
              .where('organization_id', '=', tx.organization.id)
              .where('register', '=', 'servers')
              .where('state', '=', '使用中')
              .orderBy('id')
              .offset(pick % 5)
              .limit(1),
          )
          .execute(),
      )
      return
    case 'wait': {
      const { today } = await world.transact(async (tx) => ({ today: tx.today }))
      days.set(today, await totals())
      world.clock.advance({ days: 1 + (pick % 40) })
      return
    }
    case 'edition':
      if (editions > 0) return
      editions += 1
      await adoptRevised(world, 'checklists/server.yaml', (text) =>
        text.replace('when: "two"', 'when: "two == false"'),
      )
      return
    case 'sum':
      await world.transact(sumCounts)
      return
    case 'tick':
      await world.tick()
  }
}

const totals = (until?: string) =>
  world.transact(async (tx) =>
    (await keptCounts(tx, until))
      .filter(({ count }) => count !== 0)
      .map(
        ({ mechanism, what, due, count }) =>
          `${mechanism} ${what} ${due?.toISOString() ?? '-'} ${count}`,
      )
      .toSorted(),
  )

test('after any history what is counted is what the rows say, and every day stays as it was', async () => {
  await world.addServer('head', '窓口のサーバ')
  await world.addServer('worksHead', '工事のサーバ')
  world.clock.set('2026-10-01 09:00')
  await world.tick()
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 30, maxLength: 60 }), async (all) => {
      for (const one of all) {
        await happen(one)
        expect([one, await world.transact(wrongCounts)]).toEqual([one, []])
      }
    }),
    { numRuns: 10, endOnFailure: true },
  )
  await world.transact(sumCounts)
  expect(await world.transact(wrongCounts)).toEqual([])
  expect(days.size).toBeGreaterThan(8)
  for (const [day, was] of days) expect([day, await totals(day)]).toEqual([day, was])
  const said = new Set([...days.values()].flat().map((line) => line.split(' ')[1]))
  expect([...said].toSorted()).toEqual([
    'declared',
    'finding',
    'found',
    'fresh',
    'member',
    'mended-proved',
    'never',
    'open',
    'undecided',
    'waived',
  ])
})

test('counted anew, the present and what each day was answered stay as they were', async () => {
  const before = await totals()
  const [day = ''] = [...days.keys()].slice(5)
  await world.transact(countAnew)
  expect(await totals()).toEqual(before)
  const answered = (lines: readonly string[] = []): readonly string[] =>
    lines.filter((line) => / (?:declared|finding|found|waived|undecided|mended-proved) /.test(line))
  expect(answered(await totals(day))).toEqual(answered(days.get(day)))
})
