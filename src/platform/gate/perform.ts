import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Static, TSchema } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import type { Action, Done, Outgoing, Query } from './action.ts'
import { checked } from './checked.ts'
import { inParts } from '../db/parts.ts'
import { currentMeasure } from '../log/measure.ts'
import type { Plain } from '../db/transaction.ts'
import type { Gate } from './gate.ts'
import type { Actor, Handle } from './handle.ts'

export interface PerformOptions {
  /** From the Idempotency-Key header: the same key and input give the same answer once more, and nothing twice. */
  readonly idempotencyKey?: string
}

/** Carries out an action: check → authorise → change → outbox → journal, in one transaction. */
export async function perform<Input extends TSchema, Result, Permit>(
  gate: Gate,
  organizationId: string,
  actor: Actor,
  action: Action<Input, Result, Permit>,
  input: unknown,
  options: PerformOptions = {},
): Promise<Result> {
  note(action.name, organizationId, true)
  const clean = checked(action.input, input)
  return gate.act(organizationId, actor, async (handle) => {
    const key = options.idempotencyKey
    if (key && actor.kind === 'person') {
      const before = await claimKey(handle, actor.accountId, key, requestHash(action.name, clean))
      if (before) return { result: before.response as Result }
    }
    const permit = await action.authorise(handle, clean)
    const done = await action.run(handle, clean, permit)
    if (key && actor.kind === 'person') keepAnswer(handle, actor.accountId, key, done.result)
    return { result: done.result, last: record(handle, action.name, done) }
  })
}

/** Answers a query in a read-only transaction. */
export async function ask<Input extends TSchema, Result, Permit>(
  gate: Gate,
  organizationId: string,
  actor: Actor,
  query: Query<Input, Result, Permit>,
  input: unknown,
): Promise<Result> {
  note(query.name, organizationId, false)
  const clean = checked(query.input, input) as Static<Input>
  return gate.enter(organizationId, actor, 'read', async (handle) =>
    query.run(handle, clean, await query.authorise(handle, clean)),
  )
}

/** Says for the log what is done; an action counts before the queries that are asked beside it. */
function note(name: string, organizationId: string, acts: boolean): void {
  const measure = currentMeasure()
  if (!measure) return
  if (acts || measure.action === undefined) measure.action = name
  if (organizationId !== '') measure.organizationId ??= organizationId
}

/** Outbox and revision first; the statement for the journal is returned, to be sent with the commit: its head is locked from then on. */
function record(handle: Handle, name: string, done: Done<unknown>): Plain {
  if (done.outgoing?.length) sendOut(handle, done.outgoing)
  if (done.organizationChanged) {
    handle.later(
      handle.db
        .updateTable('organizations')
        .set({ revision: sql`revision + 1` })
        .where('organization_id', '=', handle.organization.id),
    )
  }
  const { subject, detail } = done.event
  const actor = handle.actor.kind === 'person' ? handle.actor.personId : null
  const kept = handle.actor.kind === 'program' ? { ...detail, program: handle.actor.name } : detail
  return {
    text: 'select journal_append($1, $2, $3, $4, $5, $6)',
    values: [handle.now.toISOString(), actor, name, subject.kind, subject.id, JSON.stringify(kept)],
  }
}

function sendOut(handle: Handle, outgoing: readonly Outgoing[]): void {
  const rows = outgoing.map((item) => ({
    organization_id: handle.organization.id,
    id: handle.newId(),
    kind: item.kind,
    payload: JSON.stringify(item.payload),
    created_at: handle.now,
    next_at: handle.now,
  }))
  for (const part of inParts(rows)) handle.later(handle.db.insertInto('outbox').values(part))
}

function requestHash(name: string, input: unknown): Buffer {
  return createHash('sha256').update(name).update('\n').update(JSON.stringify(input)).digest()
}

/** Claims the key for this transaction; a second request with it waits here until the first has ended. */
async function claimKey(
  handle: Handle,
  accountId: string,
  key: string,
  hash: Buffer,
): Promise<{ response: unknown } | undefined> {
  const claimed = await handle.db
    .insertInto('idempotency_keys')
    .values({
      organization_id: handle.organization.id,
      account_id: accountId,
      key,
      request_hash: hash,
      at: handle.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed) return undefined
  const before = await handle.db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'response'])
    .where('organization_id', '=', handle.organization.id)
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (!before.request_hash.equals(hash)) refuse('idempotency-reused')
  return { response: before.response }
}

function keepAnswer(handle: Handle, accountId: string, key: string, response: unknown): void {
  handle.later(
    handle.db
      .updateTable('idempotency_keys')
      .set({ response: JSON.stringify(response ?? null) })
      .where('organization_id', '=', handle.organization.id)
      .where('account_id', '=', accountId)
      .where('key', '=', key),
  )
}
