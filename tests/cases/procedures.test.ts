import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProcedureList } from '#features/cases/contract/procedures.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { PersonName, World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes, pack: 'hoshi' })
})
afterAll(() => world.close())

const listed = async (by: PersonName): Promise<ProcedureList> =>
  (await (await world.as(by)).get<ProcedureList>('/api/procedures')).body

test('procedures stand in the order of their sections, those without one last', async () => {
  const groups = (await listed('clerk')).map((procedure) => procedure.group)
  expect(groups.filter((group, index) => group !== groups[index - 1])).toEqual([
    '誓いと任せること',
    '例外と違反',
    null,
  ])
})

test('what one may not begin says who may, and beginning it is refused; what one may begin is not', async () => {
  for (const person of ['clerk', 'head', 'chief'] as const) {
    for (const procedure of await listed(person)) {
      const { status, body } = await (
        await world.as(person)
      ).post<{ code: string; detail: string }>('/api/cases', { procedure: procedure.id })
      expect([procedure.id, person, status === 403 || body.code === 'may-not-open']).toEqual([
        procedure.id,
        person,
        !procedure.may,
      ])
    }
  }
  expect((await listed('clerk')).find((procedure) => procedure.id === 'guidance')).toMatchObject({
    may: false,
    who: expect.stringMatching(/統括.*（.+さん）/) as string,
  })
  expect((await listed('chief')).find((procedure) => procedure.id === 'guidance')).toMatchObject({
    may: true,
  })
})

test('a procedure is found by the words of the acts that it is for', async () => {
  expect((await listed('clerk')).find((procedure) => procedure.id === 'take-out')?.words).toContain(
    '庁舎の外へ持ち出す',
  )
})
