import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { officeCalendar } from '#kernel/calendar/index.ts'
import { registers } from '#features/registers/server/queries.ts'
import { home } from '#features/cases/server/home.ts'
import { bundledPacksFolder, packIds } from '#platform/packs/folder.ts'
import { readGuide } from '#platform/packs/guide.ts'
import { runQuery } from '#platform/gate/perform.ts'
import { demoWorld } from '#tests/support/demo.ts'
import { readDemoFiles } from '../../src/apps/demo/files.ts'
import { demoDate, demoDay } from '../../src/apps/demo/days.ts'

const program = { kind: 'program', name: 'test' } as const
const packs = (await packIds(bundledPacksFolder)).filter((id) =>
  existsSync(join(bundledPacksFolder, id, 'demo')),
)
/** A Sunday among the holidays of the new year. */
const holiday = '2027-01-03 10:00'

describe('days of a demonstration', () => {
  const days = fc
    .integer({ min: 0, max: 4000 })
    .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))

  test('are working days and keep their order, whatever the day of loading', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: -500, max: 500 }),
        (today, a, b) => {
          const [first, second] = [Math.min(a, b), Math.max(a, b)].map((n) =>
            demoDay({ today, year: 2026 }, n),
          )
          expect(first! <= second!).toBe(true)
          if (a !== 0)
            expect(officeCalendar.isWorkingDay(demoDay({ today, year: 2026 }, a))).toBe(true)
          expect(demoDay({ today, year: 2026 }, Math.abs(a)) >= today).toBe(true)
          expect(demoDay({ today, year: 2026 }, -Math.abs(a)) <= today).toBe(true)
        },
      ),
    )
  })

  test('that are near stay apart', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20, max: 19 }), (today, n) => {
        expect(demoDay({ today, year: 2026 }, n) < demoDay({ today, year: 2026 }, n + 1)).toBe(true)
      }),
    )
  })

  test('that are written out move with the 年度', () => {
    expect(demoDate({ today: '2027-03-31', year: 2026 }, '2027-03-31')).toBe('2027-03-31')
    expect(demoDate({ today: '2028-04-01', year: 2026 }, '2027-03-31')).toBe('2029-03-31')
  })
})

describe.each(packs)('the demonstration of %s', (pack) => {
  const texts = (): string[] => {
    const folder = join(bundledPacksFolder, pack, 'demo')
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll(/#.*$/gm, ''))
  }

  test('has no number or address that could be somebody’s', () => {
    const all = texts().join('\n')
    const numbers = all.match(/(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-])/g) ?? []
    expect(numbers.filter((number) => !number.startsWith('000-0000-'))).toEqual([])
    const addresses = all.match(/(?:@|https?:\/\/)[a-z0-9.-]+/g) ?? []
    expect(
      addresses.filter((address) => !/(?:^|[./@])example(?:\.(?:jp|com|net|org))?$/.test(address)),
    ).toEqual([])
  })

  test('gives every id, name, number and address of a person once', async () => {
    const { persons, units, posts, entries } = await readDemoFiles([bundledPacksFolder], pack)
    const twice = (all: readonly (string | undefined)[]): string[] =>
      all.filter(
        (one): one is string => one !== undefined && all.indexOf(one) !== all.lastIndexOf(one),
      )
    for (const list of [persons, units, posts]) expect(twice(list.map(({ id }) => id))).toEqual([])
    for (const key of ['name', 'email', 'phone', 'emergency'] as const)
      expect([key, twice(persons.map((person) => person[key]))]).toEqual([key, []])
    expect(twice(entries.map(({ register, id }) => id && `${register}/${id}`))).toEqual([])
    // IDs of users and cards: the same one only in different systems.
    const ids = entries.flatMap(({ register, fields }) =>
      ['loginId', 'accountName', 'userId', 'cardNumber'].flatMap((key) =>
        fields[key] === undefined
          ? []
          : [`${register} ${String(fields['system'])} ${String(fields[key])}`],
      ),
    )
    expect(twice(ids)).toEqual([])
  })

  test('has a sign-in for whoever is next in each case, and no first page on the way through it is empty', async () => {
    const { world, signIns } = await demoWorld({
      pack,
      packsFolder: bundledPacksFolder,
      at: holiday,
    })
    try {
      const organizationId = (await world.gate.organizationIds())[0] ?? ''
      const { cases, people, meetings } = await world.gate.transact(
        organizationId,
        program,
        'read',
        async ({ db }) => ({
          cases: await db
            .selectFrom('cases')
            .select(['id', 'number'])
            .where('ended_at', 'is', null)
            .execute(),
          meetings: await db
            .selectFrom('tasks')
            .select('case_id')
            .where('kind', '=', 'meeting')
            .execute(),
          people: await db
            .selectFrom('accounts')
            .select(['id', 'name', 'person_id', 'administrator'])
            .execute(),
        }),
      )
      // What waits for a body is decided in its meeting, not on a first page.
      const reached = new Set(meetings.map(({ case_id }) => case_id))
      const seen = new Map<string, number>()
      for (const { account } of signIns) {
        const row = people.find(({ name }) => name === account)!
        const actor = {
          kind: 'person',
          personId: row.person_id,
          accountId: row.id,
          administrator: false,
        } as const
        const page = await runQuery(world.gate, organizationId, actor, home, {})
        const tasks = [...page.today, ...page.week, ...page.later]
        for (const task of tasks) if (task.caseId !== null) reached.add(task.caseId)
        seen.set(account, tasks.length + page.waiting.length)
        const listed = await runQuery(world.gate, organizationId, actor, registers, {})
        for (const { reads, count } of listed) if (reads === 'none') expect(count).toBe(0)
        if (pack === 'ipa-sme' && account === 'y-hamano')
          expect(new Set(listed.map(({ reads }) => reads))).toEqual(
            new Set(['all', 'some', 'none']),
          )
      }
      expect(cases.filter(({ id }) => !reached.has(id)).map(({ number }) => number)).toEqual([])
      const guide = await readGuide([bundledPacksFolder], pack)
      expect(guide.length).toBeGreaterThanOrEqual(3)
      expect(
        guide.filter(({ account }) => !signIns.some((signIn) => signIn.account === account)),
      ).toEqual([])
      expect(guide.filter(({ name }) => name === '')).toEqual([])
      // Administrators have pages of their own.
      const workers = guide.filter(({ account }) =>
        people.some((row) => row.name === account && !row.administrator),
      )
      expect(workers.filter(({ account }) => seen.get(account) === 0)).toEqual([])
      expect(workers[0]).toEqual(guide[0])
    } finally {
      await world.close()
    }
  })
})
