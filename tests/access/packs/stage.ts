import { packLanguage } from '#kernel/packs/faults.ts'
import { sql } from 'kysely'
import { deriveColumns } from '#features/registers/server/prepare.ts'
import { foundOrganization } from '#features/organization/server/public.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { Actor, Transaction } from '#platform/gate/transaction.ts'
import { uuid7 } from '#platform/environment.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { routes } from '../../../src/apps/routes.ts'
import { entryRows, writeAppointments, writeOrganization } from '../../cases/organizationRows.ts'
import { Ids } from '../../cases/values.ts'
import { makeWorld, openSession } from '../../support/world.ts'
import type { Client } from '../../support/world.ts'
import { createClient } from '../../support/world/client.ts'
import { makeFor } from './made.ts'
import type { Made } from './made.ts'

/** The organisation made for a pack in a real database, and a second one with the same people. */
export interface MadeStage {
  readonly pack: Pack
  readonly made: Made
  readonly ids: Ids
  readonly now: string
  /** Runs work with the rights of a person. */
  enterAs<T>(person: string, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** As `enterAs`, in a transaction that may write. */
  writeAs<T>(person: string, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** The person of the same name in the other organisation. */
  foreigner(person: string): Promise<Client>
  close(): Promise<void>
}

/** Makes both organisations. */
export async function madeStage(packId: string): Promise<MadeStage> {
  const { hash, pack } = await bundledPacks.edition(packId)
  const world = await makeWorld({
    routes,
    empty: true,
    pack: packId,
    packsFolder: bundledPacksFolder,
  })
  const made = makeFor(pack)
  const edition = {
    hash,
    pack: pack.id,
    title: pack.title,
    edition: pack.edition,
    inForce: pack.inForce,
    language: packLanguage,
    sources: {},
  }
  const organizationOf = async (slug: string): Promise<{ id: string; ids: Ids }> => {
    const ids = new Ids(() => uuid7(world.services.environment))
    const id = await foundOrganization(
      world.gate,
      { slug, title: slug, demo: false, edition },
      (db, organization_id) =>
        writeOrganization({ db, organization_id, ids, now: world.clock.now() }, made.view, ''),
    )
    return { id, ids }
  }
  const [home, abroad] = [await organizationOf('home'), await organizationOf('abroad')]
  for (const { id, ids } of [home, abroad])
    await world.gate.transact(id, { kind: 'program', name: 'stage' }, 'write', (tx) =>
      writeLines(tx, pack, made, ids, id === home.id),
    )
  const actorOf = (person: string): Actor => ({
    kind: 'person',
    personId: home.ids.of(person),
    accountId: home.ids.of(`account/${person}`),
    administrator: false,
  })
  const foreigners = new Map<string, Client>()
  const foreigner = async (person: string): Promise<Client> => {
    const { id, ids } = abroad
    const known =
      foreigners.get(person) ??
      createClient(world.server, await openSession(world.services, id, ids.of(`account/${person}`)))
    foreigners.set(person, known)
    return known
  }
  return {
    pack,
    made,
    ids: home.ids,
    now: world.clock.now().toISOString(),
    enterAs: (person, work) => world.gate.transact(home.id, actorOf(person), 'read', work),
    writeAs: (person, work) => world.gate.transact(home.id, actorOf(person), 'write', work),
    foreigner,
    close: () => world.close(),
  }
}

async function writeLines(
  tx: Transaction,
  pack: Pack,
  made: Made,
  ids: Ids,
  withLines: boolean,
): Promise<void> {
  const writing = { db: tx.db, organization_id: tx.organization.id, ids, now: tx.now }
  await writeAppointments(writing, { ...made.view, assignments: made.view.assignments })
  const rows = entryRows(writing, pack, withLines ? [...made.lines.values()].flat() : []).map(
    (row) => ({
      ...row,
      search: deriveColumns(
        tx,
        pack.registers.get(row.register)!,
        JSON.parse(row.fields) as Record<string, unknown>,
      ).search,
    }),
  )
  if (rows.length > 0) await tx.db.insertInto('entries').values(rows).execute()
  await tx.db
    .updateTable('organizations')
    .set({ revision: sql`revision + 1` })
    .where('organization_id', '=', tx.organization.id)
    .execute()
}
