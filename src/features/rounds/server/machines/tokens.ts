import { Type } from 'typebox'
import { isTokenDay, lastTokenDay, longestTokenDays } from '#kernel/accounts/tokens.ts'
import { endOfDay } from '#kernel/calendar/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { actorPerson, mayAdminister } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { mayWrite } from '#features/registers/server/public.ts'
import { MachineTokenPath, MachineTokenWish } from '../../contract/machines.ts'
import { roundsOfTurns } from '../edition.ts'
import { actsFor, doersAt, namesOf } from '../parties.ts'
import { setTurnTasks } from '../roundTasks.ts'
import { doersOfRows } from '../settle.ts'
import { occurrences, turns } from '../store.ts'
import { subjectsOfRows } from '../subjects.ts'
import type { Subject } from '../subjects.ts'
import { isByMachine } from './left.ts'

/** The rounds about lines of a register, or about the organisation, that machines answer. */
export const roundsByMachine = (tx: Transaction, register: string | null): Round[] =>
  [...tx.organization.pack.rounds.values()].filter(
    (round) => isByMachine(round) && isAbout(round, register),
  )

/** Whether a round goes through the lines of a register; without one, whether it is about the organisation. */
export function isAbout({ each }: Round, register: string | null): boolean {
  if (register === null) return each.kind === 'organization'
  return each.kind === 'line' && each.register === register
}

/** What a machine answers about, with the rounds that ask it. */
export interface Watched {
  /** Missing where it is about the organisation. */
  readonly register: Register | undefined
  readonly rounds: readonly Round[]
  readonly subject: Subject
}

/** Whether the actor lets machines answer: who answers it themselves, or keeps the line. */
export function keepsMachines(tx: Transaction, { register, rounds, subject }: Watched): boolean {
  if (actorPerson(tx) === undefined) return false
  if (rounds.some((round) => actsFor(tx, doersAt({ day: tx, round }, subject)) !== null))
    return true
  const { id, unit, fields } = subject
  return register !== undefined && mayWrite(tx, register, { id, unit_id: unit, fields })
}

/** A line, or the organisation, with the rounds that machines answer about it. */
async function watchedBy(tx: Transaction, entry: string | null): Promise<Watched> {
  const row =
    entry === null
      ? undefined
      : await tx.db
          .selectFrom('entries')
          .select(['id', 'register', 'unit_id', 'name'])
          .where('organization_id', '=', tx.organization.id)
          .where('id', '=', entry)
          .executeTakeFirst()
  const register = tx.organization.pack.registers.get(row?.register ?? '')
  if (entry !== null && register === undefined) return refuse('not-found', { what: nouns.entry })
  const subject = {
    subject_kind: entry === null ? ('organization' as const) : ('line' as const),
    subject_id: entry ?? '',
    subject_title: row?.name ?? '',
    unit_id: row?.unit_id ?? null,
  }
  const subjectOf = await subjectsOfRows(tx, [subject])
  const rounds = roundsByMachine(tx, register?.id ?? null)
  return { register, rounds, subject: subjectOf(subject) }
}

async function demandKeeper(tx: Transaction, entry: string | null): Promise<Watched> {
  if (tx.actor.kind === 'person' && tx.actor.scopes) refuse('not-by-token')
  const watched = await watchedBy(tx, entry)
  if (keepsMachines(tx, watched)) return watched
  if (!mayAdminister(tx)) refuse('not-found', { what: nouns.entry })
  const doers = watched.rounds.flatMap((round) => doersAt({ day: tx, round }, watched.subject))
  return refuse('not-allowed', {
    act: { ja: '機械のトークンを作ること', en: 'making tokens of machines' },
    who: listed(namesOf(tx, doers).slice(0, 5)),
  })
}

/** Makes the token of a machine that answers about one line, or about the organisation; only its hash (hex) is stored. */
export const createMachineToken = defineAction({
  name: 'machine.create',
  title: { ja: '機械のトークンを作った', en: 'Made the token of a machine' },
  input: Type.Object({ ...MachineTokenWish, tokenHash: Type.String() }),
  authorise: (tx, input) => demandKeeper(tx, input.line ?? null),
  async run(tx, input, { register, rounds, subject }) {
    if (rounds.length === 0)
      refuse('machine-not-asked', { register: register?.title ?? subject.title })
    if (!isTokenDay(tx.today, input.until)) {
      const last = lastTokenDay(tx.today)
      refuse(
        'token-span',
        { days: longestTokenDays, last },
        {
          faults: [
            {
              at: '/until',
              detail: {
                ja: `今日から${last}までの日を選んでください。`,
                en: `Choose a day from today to ${last}.`,
              },
            },
          ],
        },
      )
    }
    const id = tx.newId()
    await tx.db
      .insertInto('machine_tokens')
      .values({
        organization_id: tx.organization.id,
        id,
        register: register?.id ?? null,
        entry_id: register === undefined ? null : subject.id,
        title: input.title.trim(),
        token_hash: Buffer.from(input.tokenHash, 'hex'),
        made_by: actorPerson(tx) ?? '',
        created_at: tx.now,
        expires_at: new Date(endOfDay(input.until)),
      })
      .execute()
    await setTasksAbout(tx, register === undefined ? null : subject.id)
    return {
      result: { id },
      event: {
        subject: { kind: 'machine', id },
        detail: {
          title: input.title.trim(),
          ...(register === undefined ? {} : { register: register.id, entry: subject.id }),
          subject: subject.title,
          until: input.until,
        },
      },
    }
  },
})

/** Revokes the token of a machine. */
export const endMachineToken = defineAction({
  name: 'machine.end',
  title: { ja: '機械のトークンを取り消した', en: 'Revoked the token of a machine' },
  input: MachineTokenPath,
  async authorise(tx, input) {
    const token = await tx.db
      .selectFrom('machine_tokens')
      .select(['id', 'title', 'entry_id'])
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', input.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (token === undefined) return refuse('not-found', { what: nouns.machineToken })
    if (!mayAdminister(tx) && !keepsMachines(tx, await watchedBy(tx, token.entry_id)))
      refuse('not-found', { what: nouns.machineToken })
    return token
  },
  async run(tx, input, token) {
    const ended = await tx.db
      .updateTable('machine_tokens')
      .set({ ended_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', input.id)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (ended === undefined) refuse('not-found', { what: nouns.machineToken })
    await setTasksAbout(tx, token.entry_id)
    return {
      result: undefined,
      event: {
        subject: { kind: 'machine', id: input.id },
        detail: { title: token.title, entry: token.entry_id },
      },
    }
  },
})

/** Brings the tasks of the turns up to date in which a line, or the organisation, is still open. */
async function setTasksAbout(tx: Transaction, entry: string | null): Promise<void> {
  const rows = await occurrences(tx)
    .where('o.subject_kind', '=', entry === null ? 'organization' : 'line')
    .where('o.subject_id', '=', entry ?? '')
    .where('o.closed_at', 'is', null)
    .execute()
  await setTasksOfTurns(tx, [...new Set(rows.map((row) => row.turn_id))])
}

/** Brings the tasks of turns up to date. */
export async function setTasksOfTurns(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await turns(tx)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
  const roundOf = await roundsOfTurns(tx, rows)
  for (const row of rows) {
    const turn = roundOf(row)
    if (turn === undefined || !isByMachine(turn.round)) continue
    const open = await occurrences(tx)
      .where('o.turn_id', '=', row.id)
      .where('o.closed_at', 'is', null)
      .execute()
    const places = await doersOfRows(
      tx,
      open.map(({ id }) => id),
    )
    await setTurnTasks(tx, turn, { id: row.id, title: row.title }, places)
  }
}
