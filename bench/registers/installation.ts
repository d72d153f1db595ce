import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDemo } from '../../src/apps/demo/load.ts'
import { startServer } from '../../src/apps/server.ts'
import type { RunningServer } from '../../src/apps/server.ts'
import { hashToken } from '#platform/auth/sessions.ts'
import { systemEnvironment } from '#platform/environment.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * A separate server with its own PostgreSQL (fsync on), a fictional organisation, and a token of
 * one of its people.
 */
export interface Installation {
  readonly running: RunningServer
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

export async function startBenchInstallation(pack = 'otari'): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-bench-'))
  const port = await freePort()
  const running = await startServer({ folder, port, host: '127.0.0.1' }, systemEnvironment)
  const { services } = running
  const { signIns } = await loadDemo(services, pack)
  const organizationId = (await services.gate.findOrganizationId(pack))!
  const person = await tokenForPerson(running, organizationId, signIns[2]?.account ?? '')
  return {
    running,
    url: `http://127.0.0.1:${port}`,
    organizationId,
    ...person,
    folder,
    close: async () => {
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A token of the person with this account or, where there is none yet, with this mail name; and the
 * person's unit.
 */
export async function tokenForPerson(
  { services }: RunningServer,
  organizationId: string,
  name: string,
): Promise<{ authorization: string; personId: string; unitId: string }> {
  const secret = systemEnvironment.random(24).toString('base64url')
  const person = await services.gate.transact(
    organizationId,
    { kind: 'program', name: 'bench' },
    'write',
    async (tx) => {
      const { db, newId, now } = tx
      const person = await db
        .selectFrom('persons as p')
        .leftJoin('accounts as a', (join_) =>
          join_
            .onRef('p.organization_id', '=', 'a.organization_id')
            .onRef('p.id', '=', 'a.person_id'),
        )
        .select(['a.id as account', 'p.id', 'p.unit_id'])
        .where('p.organization_id', '=', organizationId)
        .where((eb) => eb.or([eb('a.name', '=', name), eb('p.email', 'like', `${name}@%`)]))
        .executeTakeFirstOrThrow()
      const account = person.account ?? newId()
      if (person.account === null) {
        await db
          .insertInto('accounts')
          .values({
            organization_id: organizationId,
            id: account,
            person_id: person.id,
            name,
            password_hash: '-',
            password_set_at: now,
            must_change: false,
          })
          .execute()
      }
      await insertToken(tx, account, secret)
      return person
    },
  )
  return {
    authorization: `Bearer ${organizationId}.${secret}`,
    personId: person.id,
    unitId: person.unit_id,
  }
}

/**
 * Adds a token of an account with this secret, for the clients of a benchmark, and a second factor,
 * which the policy may ask of the person.
 */
export async function insertToken(
  { db, organization, newId, now }: Transaction,
  account: string,
  secret: string,
): Promise<void> {
  await db
    .insertInto('passkeys')
    .values({
      organization_id: organization.id,
      id: newId(),
      account_id: account,
      title: 'bench',
      credential_id: newId(),
      public_key: Buffer.alloc(32),
      counter: 0,
      transports: [],
      synced: false,
      created_at: now,
    })
    .execute()
  await db
    .insertInto('api_tokens')
    .values({
      organization_id: organization.id,
      id: newId(),
      account_id: account,
      title: 'bench',
      token_hash: hashToken(secret),
      scopes: ['read', 'write'],
      created_at: now,
    })
    .execute()
}

export const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
export const hundredth = (value: number): number => Math.round(value * 100) / 100
export const tenth = (value: number): number => Math.round(value * 10) / 10
