import { expect, test } from 'vitest'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { edited, hinata, hinataTexts, loadFixture, showFault } from './support.ts'

test('a body says who leads it, who writes for it, how often it meets and what on; its other names are kept', async () => {
  const { edition } = loadFixture(
    'hinata',
    edited(
      await hinataTexts(),
      'roles.yaml',
      '    meets: quarter\n',
      '    chair: ciso\n    secretary: chief-officer\n    meets: quarter\n',
    ),
  )
  const pack = edition?.pack ?? (await hinata())
  expect(pack.roles.get('committee')).toMatchObject({
    chair: 'ciso',
    secretary: 'chief-officer',
    meets: 'quarter',
    review: false,
    tasks: [{ id: 'plans', title: '計画を話し合う', carries: ['1-1(5)'] }],
    also: [{ title: '危機管理会議', in: '危機管理規程', carries: ['1-1(5)'] }],
  })
  expect(
    carriersOf(pack)
      .filter((one) => one.kind === 'task' || one.kind === 'also')
      .map((one) => one.path),
  ).toEqual(['roles/committee/tasks/plans', 'roles/committee/also/1'])
})

test('the head of the unit that owns a place holds a role there, for the scope of the role alone', async () => {
  expect((await hinata()).roles.get('system-manager')?.heldBy).toEqual([
    { kind: 'head-of-place-unit' },
  ])
})

test('a role of a scope stands at lines of the register of that scope, and at no others', async () => {
  const { faults } = loadFixture(
    'hinata',
    edited(await hinataTexts(), 'registers/systems.yaml', 'scope: system\n', ''),
  )
  expect(faults.map(showFault)).toEqual([
    expect.stringMatching(/procedures\/install\.yaml:\d+:\d+ who-scope .*about\.system/),
  ])
})

test('places of the fictional organisation are those written as such and the lines of registers with a scope', async () => {
  const texts = edited(
    await hinataTexts(),
    'cases/organization.yaml',
    'entries:\n',
    'entries:\n  mail: { register: systems, unit: welfare, fields: { name: 電子メール } }\n',
  )
  const { edition, faults } = loadFixture('hinata', texts)
  expect(faults.map(showFault)).toEqual([])
  expect(
    [...(edition?.pack.world?.organization.places.values() ?? [])].map(({ id, scope, unit }) => [
      id,
      scope,
      unit,
    ]),
  ).toEqual([
    ['mail', 'system', 'welfare'],
    ['records', 'system', 'affairs'],
  ])
})
