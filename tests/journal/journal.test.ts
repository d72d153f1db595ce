import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JournalPage, JournalVerdict } from '#features/journal/contract.ts'
import { kindTitles } from '#features/journal/server/subjects.ts'
import { titlesOfActs } from '#features/journal/server/queries.ts'
import { beginCase } from '#features/cases/server/actions.ts'
import { createEntry, updateEntry } from '#features/registers/server/actions.ts'
import { routes } from '../../src/apps/routes.ts'
import { sources } from '../house/sources.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

const fields = { name: '名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' }
const add = (): Promise<{ id: string }> =>
  world.performAction('clerk', createEntry, { register: 'assets', fields })
const read = async (query = ''): Promise<JournalPage> =>
  (await (await world.as('admin')).get<JournalPage>(`/api/journal${query}`)).body
const verify = async (): Promise<JournalVerdict> =>
  (await (await world.as('admin')).get<JournalVerdict>('/api/journal/verify')).body

async function asOwner(statement: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  await client.query(statement, values).finally(() => client.end())
}

describe('reading', () => {
  test('the newest stands first, and pages go on without gap or repetition', async () => {
    for (let i = 0; i < 7; i += 1) await add()
    const seen: number[] = []
    for (let next: string | undefined, turn = 0; turn === 0 || next !== undefined; turn += 1) {
      const page = await read(`?limit=3${next === undefined ? '' : `&before=${next}`}`)
      seen.push(...page.rows.map((row) => row.seq))
      next = page.next
    }
    expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
  })

  test('it narrows down to an act, a person, a subject, and days in Tokyo', async () => {
    const { id } = await add()
    world.clock.set('2026-11-03 00:05')
    const other = await world.performAction('head', createEntry, { register: 'assets', fields })
    const acts = async (query: string) =>
      (await read(query)).rows.map((row) => [row.action, row.subjectId])
    expect(await acts('?action=organization.found')).toEqual([
      ['organization.found', world.organizationId],
    ])
    expect(await acts(`?actor=${world.persons.head}`)).toEqual([['entry.create', other.id]])
    expect(await acts(`?subjectKind=entry&subjectId=${id}`)).toEqual([['entry.create', id]])
    expect(await acts('?from=2026-11-03')).toEqual([['entry.create', other.id]])
    expect((await acts('?to=2026-11-02')).length).toBe(2)
  })

  test('each row says in words who did what, and links to its subject', async () => {
    const { id } = await add()
    const receipt = await world.performAction('clerk', beginCase, {
      procedure: 'take-out',
      about: [id],
      send: true,
      fields: {
        medium: 'paper',
        destination: '県庁',
        purpose: '打合せ',
        departAt: '2026-11-04T09:00:00+09:00',
        returnBy: '2026-11-06T17:00:00+09:00',
      },
    })
    const { rows } = await read()
    expect(rows.map((row) => [row.title, row.subject.kindTitle, row.subject.link])).toEqual([
      ['申請を始めた', '案件', `/cases/${receipt.id}`],
      ['台帳に登録した', '登録', `/registers/assets/${id}`],
      ['組織を始めた', '組織', '/organization'],
    ])
    expect(rows[1]?.subject.title).toContain('名簿')
    expect(rows[2]?.actorName).toBe('関所（プログラム）')
    expect(
      rows.every(
        (row) => !/[0-9a-f]{8}-/.test(`${row.title}${row.actorName}${row.subject.title ?? ''}`),
      ),
    ).toBe(true)
  })

  test('ids of people and units in the details come with their names', async () => {
    await add()
    const { names } = await read()
    expect(names[world.units.welfare]).toBe('福祉課')
  })

  test('it is open to those whom the pack names and to administrators, and to nobody else', async () => {
    for (const [who, status] of [
      ['chief', 200],
      ['admin', 200],
      ['clerk', 403],
      ['head', 403],
    ] as const) {
      expect([who, (await (await world.as(who)).get('/api/journal')).status]).toEqual([who, status])
    }
    const foreign = (await (await world.as('foreignAdmin')).get<JournalPage>('/api/journal')).body
    expect(foreign.rows.map((row) => row.subjectId)).toEqual([world.foreignId])
  })
})

describe('verifying', () => {
  test('an untouched journal is whole', async () => {
    await add()
    expect(await verify()).toMatchObject({ rows: 2, broken: [] })
  })

  test.each([
    [
      'an altered detail',
      `update journal set detail = '{"name":"別の物"}' where seq = 3`,
      [{ seq: 3, why: 'altered' }],
    ],
    [
      'another person in place of the one who acted',
      'update journal set actor = gen_random_uuid() where seq = 2',
      [{ seq: 2, why: 'altered' }],
    ],
    [
      'another time',
      `update journal set at = at - interval '1 hour' where seq = 4`,
      [{ seq: 4, why: 'altered' }],
    ],
    ['a missing row', 'delete from journal where seq = 3', [{ seq: 3, why: 'missing' }]],
    ['a missing last row', 'delete from journal where seq = 5', [{ seq: 5, why: 'head-differs' }]],
  ])('finds %s', async (_what, statement, broken) => {
    for (let i = 0; i < 4; i += 1) await add()
    await asOwner(`${statement} and organization_id = '${world.organizationId}'`)
    const verdict = await verify()
    expect(verdict.broken).toEqual(expect.arrayContaining(broken))
    expect(
      verdict.broken.filter(({ seq, table }) => table === undefined && seq < broken[0]!.seq),
    ).toEqual([])
  })

  test('finds rows that changed places', async () => {
    for (let i = 0; i < 4; i += 1) await add()
    const at = (from: number, to: number): Promise<void> =>
      asOwner('update journal set seq = $1 where seq = $2 and organization_id = $3', [
        to,
        from,
        world.organizationId,
      ])
    await at(3, 100)
    await at(4, 3)
    await at(100, 4)
    expect((await verify()).broken).toEqual(
      expect.arrayContaining([3, 4, 5].map((seq) => ({ seq, why: 'out-of-chain' }))),
    )
  })

  /** What an owner of the database can do who knows everything but the key. */
  async function chainAnew(): Promise<void> {
    const own = `organization_id = '${world.organizationId}'`
    await asOwner(`
      do $$ declare r journal; n bigint := 0; h bytea := sha256(convert_to('${world.organizationId}', 'UTF8')); begin
        for r in select * from journal where ${own} order by seq loop
          n := n + 1;
          update journal set seq = n, previous = h, hash = sha256(h || mark) where ${own} and seq = r.seq;
          h := sha256(h || r.mark);
        end loop;
        update journal_heads set seq = n, hash = h where ${own};
      end $$`)
  }

  test('finds a row that was taken out although the whole chain was made anew', async () => {
    for (let i = 0; i < 4; i += 1) await add()
    await asOwner('delete from journal where seq = 3 and organization_id = $1', [
      world.organizationId,
    ])
    await chainAnew()
    expect((await verify()).broken).toContainEqual({ seq: 5, to: 5, why: 'cut' })
  })

  test('finds a forged row although the whole chain was made anew', async () => {
    for (let i = 0; i < 2; i += 1) await add()
    await asOwner(
      `update journal set detail = '{}', mark = sha256('x') where seq = 2 and organization_id = $1`,
      [world.organizationId],
    )
    await chainAnew()
    const { broken } = await verify()
    expect(broken).toContainEqual({ seq: 2, why: 'altered' })
    expect(broken).toContainEqual({ seq: 3, why: 'not-sealed' })
  })

  test('what was done to the chain is not sealed by the acts that come after it', async () => {
    for (let i = 0; i < 4; i += 1) await add()
    await asOwner('delete from journal where seq = 3 and organization_id = $1', [
      world.organizationId,
    ])
    await chainAnew()
    for (let i = 0; i < 3; i += 1) await add()
    expect((await verify()).broken.map(({ why }) => why)).toContain('not-sealed')
  })

  test('finds a tail that was cut with an older seal put back, by the copy outside the database', async () => {
    for (let i = 0; i < 2; i += 1) await add()
    const own = `organization_id = '${world.organizationId}'`
    await asOwner(`create table older as select * from journal_seals where ${own}`)
    for (let i = 0; i < 2; i += 1) await add()
    await asOwner(`delete from journal where ${own} and seq > 3;
      update journal_heads set seq = 3, hash = (select hash from journal where ${own} and seq = 3) where ${own};
      update journal_seals s set seq = o.seq, hash = o.hash, seal = o.seal from older o where s.${own}`)
    expect((await verify()).broken).toContainEqual({ seq: 4, to: 5, why: 'cut' })
  })

  test('names a run of missing rows whole', async () => {
    for (let i = 0; i < 6; i += 1) await add()
    await asOwner('delete from journal where seq between 3 and 5 and organization_id = $1', [
      world.organizationId,
    ])
    expect((await verify()).broken).toContainEqual({ seq: 3, to: 5, why: 'missing' })
  })

  test('the program itself may neither alter nor remove a row', async () => {
    for (const statement of [
      "update journal set detail = '{}'",
      'delete from journal',
      'update journal_heads set seq = 0',
      'truncate journal',
    ]) {
      await expect(world.services.pool.query(statement)).rejects.toThrow(/permission denied/)
    }
  })
})

describe('words', () => {
  test.each(['ja', 'en'] as const)('every act has a title of its own in %s', (language) => {
    const japanese = /[ぁ-んァ-ヶ一-龠]/
    const titles = [...titlesOfActs()].map(([, title]) => title[language])
    expect(titles.length).toBeGreaterThan(60)
    expect(titles.filter((title) => japanese.test(title) !== (language === 'ja'))).toEqual([])
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })

  test('every kind of subject that an act names has its word', () => {
    const named = sources('src')
      .filter((source) => /\/server\//.test(source.path))
      .flatMap((source) =>
        [...source.text.matchAll(/subject: \{ kind: '([a-z-]+)'/g)].map((match) => match[1]!),
      )
    expect(named.length).toBeGreaterThan(20)
    expect([...new Set(named)].filter((kind) => !(kind in kindTitles))).toEqual([])
  })
})

test('an edit is shown with what was changed', async () => {
  const { id } = await add()
  await world.performAction('clerk', updateEntry, {
    register: 'assets',
    id,
    version: 1,
    fields: { place: '金庫' },
  })
  expect(JSON.stringify((await read()).rows[0]?.detail)).toMatch(/書庫.*金庫/)
})
