import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes as files } from '#features/files/server/routes.ts'
import { routes } from '#features/registers/server/routes.ts'
import type { World } from '#tests/support/world.ts'
import { makeWorld } from '#tests/support/world.ts'
import { packFolder, writeEntryAs } from './registerPack.ts'

const proofs = `register: proofs
title: 消去の証明
belongsTo: unit
keptBy: security-officer of unit
unitWrites: true
readBy: unit
number: 証{年度}-{000}
fields:
  name: { title: 何を, type: text, required, search, column }
  paper: { title: 証明書, type: files }
carries: 2-2(4)
`

describe('files of an entry', () => {
  let world: World
  let file = ''
  let line = ''

  beforeAll(async () => {
    const packs = packFolder()
    packs.add({ 'registers/proofs.yaml': proofs })
    world = await makeWorld({ routes: [...files, ...routes], packsFolder: packs.folder })
    packs.remove()
    file = (
      await (
        await world.as('clerk')
      ).upload<{ id: string }>('/api/files', {
        name: '証明書.pdf',
        type: 'application/pdf',
        content: '%PDF-1.7',
      })
    ).body.id
    line = (
      await writeEntryAs(
        world,
        'clerk',
        'proofs',
        { name: 'USBメモリ', paper: [file] },
        { unit: world.units.welfare },
      )
    ).id
  })
  afterAll(() => world.close())

  const read = async (person: Parameters<World['as']>[0], id = file) =>
    (await (await world.as(person)).get(`/api/registers/proofs/entries/${line}/files/${id}`)).status

  test('are named to those who read it, and open for them alone', async () => {
    expect(
      (
        await (
          await world.as('head')
        ).get<{ names: Record<string, string> }>(`/api/registers/proofs/entries/${line}`)
      ).body.names,
    ).toEqual({ [file]: '証明書.pdf' })
    expect([await read('clerk'), await read('head'), await read('worksClerk')]).toEqual([
      200, 200, 404,
    ])
  })

  test('are no way to another file', async () => {
    const other = (
      await (
        await world.as('head')
      ).upload<{ id: string }>('/api/files', {
        name: '人事.pdf',
        type: 'application/pdf',
        content: '%PDF-1.7 別',
      })
    ).body.id
    expect(await read('head', other)).toBe(404)
    const clerk = await world.as('clerk')
    const begun = await clerk.post('/api/registers/proofs/entries', {
      unit: world.units.welfare,
      fields: { name: '別', paper: [other] },
    })
    const changed = await clerk.patch(
      `/api/registers/proofs/entries/${line}`,
      { fields: { paper: [file, other] } },
      { ifMatch: 1 },
    )
    for (const answer of [begun, changed])
      expect(answer.body).toMatchObject({
        code: 'input-invalid',
        faults: [{ at: '/fields/paper' }],
      })
  })

  test('stay when somebody else changes the entry', async () => {
    const answer = await (
      await world.as('head')
    ).patch(
      `/api/registers/proofs/entries/${line}`,
      { fields: { name: 'USBメモリ 2本', paper: [file] } },
      { ifMatch: 1 },
    )
    expect(answer.status).toBe(200)
  })
})
