import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { updateEntry } from '#features/registers/server/actions.ts'
import { entries } from '#features/registers/server/queries.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { bundledPacksFolder, packIds } from '#platform/packs/folder.ts'
import { Differences } from './differences.ts'
import { lineId, plain } from './made.ts'
import { Oracle } from './oracle.ts'
import { madeStage } from './stage.ts'
import type { MadeStage } from './stage.ts'

const packs = (await packIds(bundledPacksFolder)).filter((id) =>
  existsSync(join(bundledPacksFolder, id, 'demo')),
)

/** The code with which work is refused. */
async function refusalOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'done'
}

describe.each(packs)('the registers of %s', (id) => {
  let stage: MadeStage
  let oracle: Oracle
  beforeAll(async () => {
    stage = await madeStage(id)
    oracle = new Oracle(stage.pack, stage.made)
  })
  afterAll(() => stage.close())

  // Without sessions and requests, which would cost more than the twenty thousand answers.
  test('list exactly the entries that a person may read, and let exactly those write who may', async () => {
    const differences = new Differences(id)
    const registers = [...stage.pack.registers.values()]
    const namesOf = (ids: readonly { readonly id: string }[]): string =>
      ids
        .map((entry) => entry.id)
        .toSorted()
        .join()
    for (const person of stage.made.unitOf.keys()) {
      await stage.enterAs(person, async (tx) => {
        for (const register of registers) {
          const list = { register: register.id }
          const { rows } = await entries.run(tx, list, await entries.authorise(tx, list))
          differences.compare(
            `${person} lists ${register.id}`,
            namesOf(
              stage.made.lines
                .get(register.id)!
                .filter((line) => oracle.reads(person, register, line)),
            ),
            namesOf(rows.map((row) => ({ id: stage.ids.nameOf(row.id) }))),
          )
        }
      })
      for (const register of registers)
        for (const line of stage.made.lines.get(register.id)!) {
          const change = { register: register.id, id: stage.ids.of(line.id), version: 99 }
          differences.compare(
            `${person} writes ${line.id}`,
            oracle.writes(person, register, line)
              ? 'changed-meanwhile'
              : oracle.reads(person, register, line)
                ? 'not-allowed'
                : 'not-found',
            await refusalOf(() =>
              stage.writeAs(person, async (tx) =>
                updateEntry.run(tx, change, await updateEntry.authorise(tx, change)),
              ),
            ),
          )
        }
    }
    differences.tell('register, line, person, reading or writing')
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
