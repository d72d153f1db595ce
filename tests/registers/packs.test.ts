import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runStocktakes } from '#features/campaigns/server/public.ts'
import { countingRegisters, registerCounts } from '#features/registers/server/counts.ts'
import { registerDiagram } from '#features/registers/server/diagram.ts'
import { runRegisterJobs } from '#features/registers/server/public.ts'
import { entryReach, reachingRegisters } from '#features/registers/server/reach.ts'
import { runQuery } from '#platform/gate/perform.ts'
import { bundledPacksFolder, packIds } from '#platform/packs/folder.ts'
import { demoWorld } from '#tests/support/demo.ts'
import type { World } from '#tests/support/world.ts'

const program = { kind: 'program', name: 'test' } as const
const packs = (await packIds(bundledPacksFolder)).filter((id) =>
  existsSync(join(bundledPacksFolder, id, 'demo')),
)

async function demo(pack: string): Promise<{ world: World; organizationId: string }> {
  const { world } = await demoWorld({ pack, packsFolder: bundledPacksFolder })
  return { world, organizationId: (await world.gate.organizationIds())[0] ?? '' }
}

describe.each(packs)('the registers of %s', (pack) => {
  test('keep themselves without a fault, and the second time there is nothing left to say', async () => {
    const { world, organizationId } = await demo(pack)
    try {
      const job = { organizationId, services: world.services, signal: new AbortController().signal }
      const count = () =>
        world.gate.transact(organizationId, program, 'read', async ({ db }) =>
          Number(
            (
              await db
                .selectFrom('journal')
                .select((eb) => eb.fn.countAll<string>().as('n'))
                .where('organization_id', '=', organizationId)
                .executeTakeFirstOrThrow()
            ).n,
          ),
        )
      await runRegisterJobs(job)
      await runStocktakes(job)
      const after = await count()
      await runRegisterJobs(job)
      await runStocktakes(job)
      expect(await count()).toBe(after)
    } finally {
      await world.close()
    }
  })

  test('answer who could reach what, what is owned and used, and are drawn', async () => {
    const { world, organizationId } = await demo(pack)
    try {
      const registers = await world.gate.transact(organizationId, program, 'read', async (tx) =>
        [...tx.organization.pack.registers.values()].map((register) => ({
          id: register.id,
          drawn: register.diagram !== undefined,
          counted: countingRegisters(tx, register).length > 0,
          reached: reachingRegisters(tx, register).length > 0,
        })),
      )
      for (const { id, drawn, counted, reached } of registers) {
        if (drawn)
          expect(
            (await runQuery(world.gate, organizationId, program, registerDiagram, { register: id }))
              .title,
          ).not.toBe('')
        if (counted)
          expect(
            await runQuery(world.gate, organizationId, program, registerCounts, { register: id }),
          ).toBeInstanceOf(Array)
        if (!reached) continue
        const lines = await world.gate.transact(organizationId, program, 'read', ({ db }) =>
          db
            .selectFrom('entries')
            .select('id')
            .where('organization_id', '=', organizationId)
            .where('register', '=', id)
            .limit(5)
            .execute(),
        )
        for (const line of lines)
          for (const row of (
            await runQuery(world.gate, organizationId, program, entryReach, {
              register: id,
              id: line.id,
            })
          ).rows)
            expect(row.name).not.toMatch(/^[0-9a-f-]{36}$/)
      }
    } finally {
      await world.close()
    }
  })
})
