import { strToU8, zipSync } from 'fflate'
import { readPackTexts } from '#platform/packs/folder.ts'
import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Sample } from '../sample.ts'

const file = {
  name: 'policy.md',
  type: 'text/markdown',
  content: '# 町の情報の決まり\n\n## 1 組織\n\n(1) 副町長を最高責任者とする。\n',
}

/** The pack of the town as a zip of its folder. */
async function packArchive(world: World): Promise<{ name: string; type: string; content: Buffer }> {
  const [folder = ''] = world.services.settings.packsFolders
  const texts = await readPackTexts(folder, 'hinata')
  const files = [...texts].map(([path, text]) => [path, strToU8(text)] as const)
  return {
    name: 'hinata.zip',
    type: 'application/zip',
    content: Buffer.from(zipSync(Object.fromEntries(files))),
  }
}

let proposals = 0

/** An edition that the clerk proposed, as if somebody had given the right in the meantime. */
async function proposal(world: World): Promise<string> {
  return world.transact(async ({ db, organization: { id, pack, editionHash }, now, newId }) => {
    await db
      .updateTable('edition_proposals')
      .set({ status: 'withdrawn' })
      .where('organization_id', '=', id)
      .execute()
    const { sources } = await db
      .selectFrom('pack_editions')
      .select('sources')
      .where('organization_id', '=', id)
      .where('hash', '=', editionHash)
      .executeTakeFirstOrThrow()
    const proposed = newId()
    await db
      .insertInto('edition_proposals')
      .values({
        organization_id: id,
        id: proposed,
        hash: (++proposals).toString(16).padStart(64, 'b'),
        pack: pack.id,
        title: pack.title,
        edition: pack.edition,
        in_force_from: pack.inForce,
        language: 1,
        sources: JSON.stringify(sources),
        compared_with: editionHash,
        changes: '[]',
        cases_played: 0,
        status: 'proposed',
        proposed_by: world.persons.clerk,
        proposed_at: now,
      })
      .execute()
    return proposed
  })
}

/** Puts an older edition into force, so that the edition in the folder is new. */
async function onOlderEdition(world: World): Promise<void> {
  const old = 'a'.repeat(64)
  await world.transact(async ({ db, organization: { id, pack }, now }) => {
    await db
      .updateTable('edition_proposals')
      .set({ status: 'withdrawn' })
      .where('organization_id', '=', id)
      .execute()
    const kept = await db
      .selectFrom('pack_editions')
      .select(['sources', 'in_force_from'])
      .where('organization_id', '=', id)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('pack_editions')
      .values({
        organization_id: id,
        hash: old,
        pack: pack.id,
        title: pack.title,
        edition: '前の版',
        in_force_from: kept.in_force_from,
        sources: JSON.stringify(kept.sources),
        adopted_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await db
      .updateTable('organizations')
      .set((eb) => ({ edition_hash: old, revision: eb('revision', '+', 1) }))
      .where('organization_id', '=', id)
      .execute()
  })
}

export const policySamples: readonly Sample[] = [
  {
    route: 'GET /api/policy',
    request: () => ({ url: '/api/policy' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/policy/months',
    request: () => ({ url: '/api/policy/months' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/policy/provision',
    request: () => ({ url: `/api/policy/provision?ref=${encodeURIComponent('1-1(1)')}` }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/policy/report',
    request: () => ({ url: '/api/policy/report?year=2026&format=docx' }),
    may: ['chief', 'admin'],
    foreignersOwn: true,
  },
  {
    route: 'POST /api/policy/documents',
    request: () => ({ url: '/api/policy/documents', file }),
    may: ['chief', 'admin'],
    foreignersOwn: true,
  },
  {
    route: 'GET /api/policy/documents/:id',
    may: own,
    request: async (world) => ({
      url: `/api/policy/documents/${(await (await world.as('admin')).upload<{ id: string }>('/api/policy/documents', file)).body.id}`,
    }),
  },
  {
    route: 'POST /api/policy/documents/:id/decisions',
    may: ['chief', 'admin'],
    request: async (world) => ({
      url: `/api/policy/documents/${(await (await world.as('admin')).upload<{ id: string }>('/api/policy/documents', file)).body.id}/decisions`,
      body: { places: [0], decision: 'mend', comment: '' },
    }),
  },
  {
    route: 'GET /api/policy/editions',
    request: () => ({ url: '/api/policy/editions' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/policy/editions',
    may: ['chief', 'admin'],
    foreignersOwn: true,
    request: async (world) => {
      await onOlderEdition(world)
      return { url: '/api/policy/editions', body: {} }
    },
  },
  {
    route: 'POST /api/policy/editions/upload',
    may: ['chief', 'admin'],
    foreignersOwn: true,
    request: async (world) => {
      await onOlderEdition(world)
      return { url: '/api/policy/editions/upload', file: await packArchive(world) }
    },
  },
  {
    route: 'POST /api/policy/editions/:id/approve',
    may: ['chief', 'admin'],
    request: async (world) => ({
      url: `/api/policy/editions/${await proposal(world)}/approve`,
      body: {},
    }),
  },
  {
    route: 'POST /api/policy/editions/:id/refuse',
    may: ['chief', 'admin'],
    request: async (world) => ({
      url: `/api/policy/editions/${await proposal(world)}/refuse`,
      body: { comment: 'まだ早い' },
    }),
  },
  {
    route: 'POST /api/policy/editions/:id/withdraw',
    may: ['chief', 'admin'],
    request: async (world) => ({
      url: `/api/policy/editions/${await proposal(world)}/withdraw`,
      body: {},
    }),
  },
  {
    route: 'GET /api/journal',
    request: () => ({ url: '/api/journal' }),
    may: ['chief', 'admin'],
    foreignersOwn: true,
  },
  {
    route: 'GET /api/journal/verify',
    request: () => ({ url: '/api/journal/verify' }),
    may: ['chief', 'admin'],
    foreignersOwn: true,
  },
  {
    route: 'GET /api/journal/verification',
    request: () => ({ url: '/api/journal/verification' }),
    may: ['chief', 'admin'],
    foreignersOwn: true,
  },
  {
    route: 'POST /api/journal/verification',
    request: () => ({ url: '/api/journal/verification' }),
    may: ['chief', 'admin'],
    foreignersOwn: true,
  },
  {
    route: 'DELETE /api/journal/verification',
    request: () => ({ url: '/api/journal/verification' }),
    may: ['chief', 'admin'],
    foreignersOwn: true,
  },
]
