import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProcedureList } from '#features/cases/contract/procedures.ts'
import { matchesForm } from '#features/cases/web/matchesForm.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let procedures: ProcedureList
beforeAll(async () => {
  world = await makeWorld({
    routes,
    pack: 'otari',
    packsFolder: fileURLToPath(new URL('../../packs', import.meta.url)),
  })
  procedures = (await (await world.as('clerk')).get<ProcedureList>('/api/procedures')).body
})
afterAll(() => world.close())

const found = (words: string): readonly string[] =>
  procedures
    .filter((procedure) => matchesForm(procedure, words))
    .map(({ form, title }) => `${form ?? ''} ${title}`)

test('a form is found by its number, short or long, and by what it is for', () => {
  const { form, title } = procedures.find((one) => one.form !== null)!
  const number = /\d+/.exec((form ?? '').normalize('NFKC'))?.[0] ?? ''
  for (const words of [`様式${number}`, `様式 第${number}号`, form ?? '', title])
    expect(found(words), words).toContain(`${form} ${title}`)
  expect(found('持ち出し')).toEqual(found('持出'))
  expect(found('持ち出し').length).toBeGreaterThan(0)
  expect(found('持出し 該当なし')).toEqual([])
})
