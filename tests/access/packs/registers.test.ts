import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundledPacksFolder, packIds } from '#platform/packs/folder.ts'
import { Differences } from './differences.ts'
import { lineId, plain } from './made.ts'
import { Oracle } from './oracle.ts'
import { madeStage } from './stage.ts'
import type { MadeStage } from './stage.ts'

const packs = (await packIds(bundledPacksFolder)).filter((id) =>
  existsSync(join(bundledPacksFolder, id, 'demo')),
)

describe.each(packs)('through the API, the registers of %s', (id) => {
  let stage: MadeStage
  let oracle: Oracle
  beforeAll(async () => {
    stage = await madeStage(id)
    oracle = new Oracle(stage.pack, stage.made)
  })
  afterAll(() => stage.close())

  test('list exactly the lines that a person may read, and let exactly those write who may', async () => {
    const differences = new Differences(id)
    for (const person of stage.made.unitOf.keys()) {
      const client = await stage.as(person)
      for (const register of stage.pack.registers.values()) {
        const lines = stage.made.lines.get(register.id)!
        const { rows } = (
          await client.get<{ rows: { id: string }[] }>(`/api/registers/${register.id}/entries`)
        ).body
        differences.compare(
          `${person} lists ${register.id}`,
          lines
            .filter((line) => oracle.reads(person, register, line))
            .map((line) => line.id)
            .toSorted()
            .join(),
          rows
            .map((row) => stage.ids.nameOf(row.id))
            .toSorted()
            .join(),
        )
        for (const line of lines) {
          const { body } = await client.patch<{ code: string }>(
            `/api/registers/${register.id}/entries/${stage.ids.of(line.id)}`,
            {},
            { ifMatch: 99 },
          )
          differences.compare(
            `${person} writes ${line.id}`,
            oracle.writes(person, register, line)
              ? 'changed-meanwhile'
              : oracle.reads(person, register, line)
                ? 'not-allowed'
                : 'not-found',
            body.code,
          )
        }
      }
    }
    differences.tell('register, line, person, reading or writing through the API')
    expect(differences.found).toEqual([])
  })

  test('do not exist for people of another organisation, whatever they hold there', async () => {
    const differences = new Differences(id)
    for (const person of [
      plain('own'),
      ...[...stage.made.holders.keys()].filter((place) => /@$|own$/.test(place)),
    ]) {
      const client = await stage.foreigner(person)
      for (const register of stage.pack.registers.values()) {
        const url = `/api/registers/${register.id}/entries`
        const answer = await client.patch<{ code: string }>(
          `${url}/${stage.ids.of(lineId(register.id, 0))}`,
          {},
          { ifMatch: 99 },
        )
        differences.compare(
          `${person} of elsewhere writes ${register.id}`,
          'not-found',
          answer.body.code,
        )
      }
      const seen = await client.get<{ rows: unknown[] }>(
        `/api/registers/${[...stage.pack.registers.keys()][0]}/entries`,
      )
      differences.compare(`${person} of elsewhere lists`, '0', String(seen.body.rows.length))
    }
    for (const procedure of stage.pack.procedures.values()) {
      if (!procedure.about) continue
      const about = [stage.ids.of(lineId(procedure.about.register, 0))]
      const begun = await (
        await stage.foreigner(plain('own'))
      ).post<{ code: string }>('/api/cases', { procedure: procedure.id, about })
      differences.compare(`begins ${procedure.id} from elsewhere`, 'not-found', begun.body.code)
    }
    differences.tell('register or procedure, person of another organisation')
    expect(differences.found).toEqual([])
  })
})
