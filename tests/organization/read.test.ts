import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UnitsAnswer } from '#features/organization/contract/units.ts'
import type { RoleNames, RolesAnswer } from '#features/organization/contract/roles.ts'
import type { PersonDetail, PersonsPage } from '#features/organization/contract/persons.ts'
import type { ContactsAnswer } from '#features/organization/contract/contacts.ts'
import { routes } from '#features/organization/server/routes.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const get = async <T>(url: string, who: Parameters<World['as']>[0] = 'clerk') =>
  (await (await world.as(who)).get<T>(url)).body
const acting = async (role: string, scopeId = '') =>
  (await get<RolesAnswer>('/api/roles')).roles
    .find((one) => one.id === role)
    ?.seats.find((seat) => seat.seat.scopeId === scopeId)?.acting

test('the tree says who leads each unit and how many work there', async () => {
  const { units } = await get<UnitsAnswer>('/api/units')
  expect(units.find((unit) => unit.id === world.units.welfare)).toMatchObject({
    title: '福祉課',
    parent: world.units.hall,
    people: 4,
    head: { name: '佐藤 花', post: '福祉課長' },
  })
})

test('people are found by kana, katakana, kanji without the space, and number', async () => {
  for (const q of ['もり そ', 'モリ', 'ﾓﾘｿﾗ', '森空', '1007']) {
    expect(
      (await get<PersonsPage>(`/api/persons?q=${encodeURIComponent(q)}`)).rows.map(
        (row) => row.name,
      ),
    ).toEqual(['森 空'])
  }
  expect((await get<PersonsPage>('/api/persons?q=%25')).rows).toEqual([])
})

test('people are found by other shapes of the kanji of their names', async () => {
  const name = '髙﨑 𠮷男'
  await world.transact(({ db }) =>
    db.updateTable('persons').set({ name }).where('id', '=', world.persons.clerk).execute(),
  )
  for (const q of ['高崎', '髙崎吉男', '吉男', '髙﨑'])
    expect(
      (await get<PersonsPage>(`/api/persons?q=${encodeURIComponent(q)}`)).rows.map(
        (row) => row.name,
      ),
    ).toEqual([name])
})

test('pages of people follow each other without gap or repetition', async () => {
  const names: string[] = []
  for (let after = '', more = true; more;) {
    const page = await get<PersonsPage>(`/api/persons?limit=3${after}`)
    names.push(...page.rows.map((row) => row.kana))
    more = page.next !== undefined
    after = `&after=${page.next}`
  }
  expect(names).toHaveLength(11)
  expect(new Set(names).size).toBe(11)
})

test("a unit's list holds the people of the units under it", async () => {
  const { rows } = await get<PersonsPage>(`/api/persons?unit=${world.units.welfare}`)
  expect(rows.map((row) => row.name)).toContain('原 桃')
  expect(rows.map((row) => row.name)).not.toContain('石井 剛')
})

test("emergency numbers stand on a person's page only for the person, the head of the unit and who administers", async () => {
  const seen = async (who: Parameters<World['as']>[0]) =>
    (await get<PersonDetail>(`/api/persons/${world.persons.clerk}`, who)).emergencyPhone !== null
  expect([
    await seen('clerk'),
    await seen('head'),
    await seen('admin'),
    await seen('colleague'),
    await seen('worksHead'),
  ]).toEqual([true, true, true, false, false])
})

test("an absent holder's deputy acts, and the reason is said", async () => {
  expect(await acting('security-officer', world.units.welfare)).toMatchObject({
    name: '佐藤 花',
    as: 'holder',
    because: null,
  })
  await (
    await world.as('head')
  ).post('/api/absences', { person: world.persons.head, from: '2026-11-02', to: '2026-11-02' })
  expect(await acting('security-officer', world.units.welfare)).toMatchObject({
    name: '鈴木 実',
    as: 'deputy',
    because: 'absent',
  })
  world.clock.advance({ days: 1 })
  expect(await acting('security-officer', world.units.welfare)).toMatchObject({
    name: '佐藤 花',
    as: 'holder',
  })
})

test('seats without a holder are listed as loose ends with a sentence', async () => {
  const { looseEnds } = await get<RolesAnswer>('/api/roles')
  expect(looseEnds.map((end) => end.says)).toContainEqual(expect.stringContaining('監査責任者'))
})

test('the emergency network shows who acts with their numbers, in the order of the pack', async () => {
  const { tree } = await get<ContactsAnswer>('/api/contacts', 'worksClerk')
  expect(tree[0]).toMatchObject({
    role: 'ciso',
    people: [{ name: '木村 守', emergencyPhone: '090-0000-1001' }],
  })
  const chief = tree[0]!.tells[0]!
  expect(chief.people[0]).toMatchObject({ name: '中村 透' })
  expect(
    chief.tells
      .find((node) => node.role === 'security-officer')
      ?.people.flatMap((one) => one.places),
  ).toContain('建設課')
})

test('a body says how often it meets and on what, and that nobody is named to lead it; other rule books call it otherwise', async () => {
  const { roles } = await get<RolesAnswer>('/api/roles')
  expect(roles.find((role) => role.id === 'committee')).toMatchObject({
    chair: null,
    secretary: null,
    meets: 'half-year',
    tasks: [{ title: '年度の計画を話し合う', carries: ['1-1(5)'] }],
    also: [{ title: '危機管理会議', in: '危機管理規程', carries: ['1-1(5)'] }],
  })
  expect(
    (await get<RoleNames>('/api/roles/names')).find((role) => role.id === 'committee')?.also,
  ).toMatchObject([{ title: '危機管理会議' }])
})

test('what a body and its other names carry counts as carried', async () => {
  const carried = await world.transact((tx) => Promise.resolve(carriersOf(tx.organization.pack)))
  expect(
    carried.filter((one) => one.kind === 'task' || one.kind === 'also').map((one) => one.path),
  ).toEqual(['roles/committee/tasks/plans', 'roles/committee/also/1'])
})
