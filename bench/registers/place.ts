import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDemo } from '../../src/apps/demo/load.ts'
import { startServer } from '../../src/apps/server.ts'
import type { Running } from '../../src/apps/server.ts'
import { realOutside } from '#platform/gate/outside.ts'

/** A server of its own with its own PostgreSQL (fsync on), a fictional organisation, and a token of one of its people. */
export interface Place {
  readonly running: Running
  readonly url: string
  /** `Authorization` of a person who may write the register. */
  readonly authorization: string
  readonly organizationId: string
  readonly personId: string
  readonly unitId: string
  readonly folder: string
  close(): Promise<void>
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-bench-'))
  const port = await freePort()
  const running = await startServer({ folder, port, host: '127.0.0.1' }, realOutside)
  const { services } = running
  const { signIns } = await loadDemo(services, 'otari')
  const organizationId = (await services.gate.organizationOf('otari'))!
  const secret = realOutside.random(24).toString('base64url')
  const account = signIns[2]?.account ?? ''
  const who = await services.gate.enter(organizationId, { kind: 'program', name: 'bench' }, 'write', async (handle) => {
    const row = await handle.db.selectFrom('accounts as a').innerJoin('persons as p', (join_) => join_.onRef('p.organization_id', '=', 'a.organization_id').onRef('p.id', '=', 'a.person_id'))
      .select(['a.id', 'a.person_id', 'p.unit_id']).where('a.organization_id', '=', organizationId).where('a.name', '=', account).executeTakeFirstOrThrow()
    await handle.db.insertInto('api_tokens').values({
      organization_id: organizationId, id: handle.newId(), account_id: row.id, title: 'bench', token_hash: createHash('sha256').update(secret).digest(), scopes: ['read', 'write'], created_at: handle.now,
    }).execute()
    return row
  })
  return {
    running, url: `http://127.0.0.1:${port}`, authorization: `Bearer ${organizationId}.${secret}`, organizationId, personId: who.person_id, unitId: who.unit_id, folder,
    close: async () => {
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
export const tenth = (value: number): number => Math.round(value * 10) / 10
