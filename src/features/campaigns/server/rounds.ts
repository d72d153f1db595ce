import { sql } from 'kysely'
import { Type } from 'typebox'
import {
  daysBetween,
  endOfDay,
  officeCalendar,
  recurrencePeriodOf,
} from '#kernel/calendar/index.ts'
import type { Register } from '#kernel/packs/register.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { personsOf, remindAdHocTasks, setAdHocTasks } from '#features/tasks/server/public.ts'
import { endedStates } from '#features/registers/server/public.ts'
import { stocktakeRegister } from './authorise.ts'
import { beginRound } from './begin.ts'
import { responsibleParties, partTask, partPurpose } from './partTasks.ts'
import { campaignRow, partRow, progressOf, unanswered } from './store.ts'

const program = { kind: 'program', name: 'stocktakes' } as const

/**
 * Reminds who is responsible for a unit that its stocktake is late; each person once a working day.
 */
const remindPart = defineAction({
  name: 'campaign.remind',
  title: { ja: '棚卸しの期限が過ぎたことを知らせた', en: 'Reminded of a stocktake past its date' },
  input: Type.Object({
    id: Type.String({ format: 'uuid' }),
    part: Type.String({ format: 'uuid' }),
  }),
  async authorise(tx, input) {
    const campaign = await campaignRow(tx, input.id)
    return {
      campaign,
      part: await partRow(tx, input.id, input.part, true),
      register: stocktakeRegister(tx, campaign.register),
    }
  },
  async run(tx, _input, { campaign, part, register }) {
    const progress = (await progressOf(tx, [part.id]))(part.id)
    const parties = responsibleParties(tx, register, part.unit_id)
    await setAdHocTasks(
      tx,
      partPurpose(part.id),
      parties.map((party) =>
        partTask(tx, register, {
          campaign: campaign.id,
          id: part.id,
          unit_id: part.unit_id,
          lines: progress.total,
          due: new Date(endOfDay(campaign.due_on)),
          party,
        }),
      ),
    )
    const persons = personsOf(tx, parties)
    const days = daysBetween(campaign.due_on, tx.today)
    const message = {
      ja: `「${campaign.title}」が期限を${days}日過ぎています。あと${unanswered(progress)}件です。`,
      en: `“${campaign.title}” is ${days} ${days === 1 ? 'day' : 'days'} late; ${unanswered(progress)} left.`,
    }
    const outgoing = await remindAdHocTasks(
      tx,
      partPurpose(part.id),
      persons,
      message,
      `/campaigns/${campaign.id}/${part.id}`,
    )
    return {
      result: outgoing.length,
      outgoing,
      event: {
        subject: { kind: 'campaign', id: campaign.id },
        detail: {
          register: register.id,
          unit: part.unit_id,
          left: unanswered(progress),
          reminded: outgoing.map((mail) => mail.payload['person']),
        },
      },
    }
  },
})

/**
 * Registers whose stocktake is due this month and has not started. A register without active
 * entries waits until it has some.
 */
async function dueRounds(tx: Transaction): Promise<string[]> {
  const due: string[] = []
  for (const register of tx.organization.pack.registers.values()) {
    const { id, stocktake } = register
    const round = stocktake && recurrencePeriodOf(stocktake.every, stocktake.month, tx.today)
    if (!round) continue
    const existing = await tx.db
      .selectFrom('campaigns')
      .select('id')
      .where('organization_id', '=', tx.organization.id)
      .where('register', '=', id)
      .where('period', '=', round.period)
      .executeTakeFirst()
    if (!existing && (await hasActiveEntries(tx, register))) due.push(id)
  }
  return due
}

async function hasActiveEntries(tx: Transaction, register: Register): Promise<boolean> {
  const ended = endedStates(tx.organization.pack, register)
  const query = tx.db
    .selectFrom('entries')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register.id)
    .limit(1)
  return (
    (await (
      ended.length > 0 ? query.where('state', 'not in', ended) : query
    ).executeTakeFirst()) !== undefined
  )
}

/** Parts past their due day whose persons have not been reminded today. */
async function lateParts(tx: Transaction): Promise<{ id: string; part: string }[]> {
  if (!officeCalendar.isWorkingDay(tx.today)) return []
  const late = await tx.db
    .selectFrom('campaign_parts as p')
    .innerJoin('campaigns as c', (join) =>
      join.onRef('c.organization_id', '=', 'p.organization_id').onRef('c.id', '=', 'p.campaign_id'),
    )
    .select(['c.id', 'p.id as part', 'p.unit_id', 'c.register'])
    .where('p.organization_id', '=', tx.organization.id)
    .where('p.closed_at', 'is', null)
    .where('c.due_on', '<', tx.today)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('tasks as t')
            .innerJoin('reminders as r', (join) =>
              join
                .onRef('r.organization_id', '=', 't.organization_id')
                .onRef('r.task_id', '=', 't.id'),
            )
            .select('t.id')
            .whereRef('t.organization_id', '=', 'p.organization_id')
            .where('t.done_at', 'is', null)
            .where('t.purpose', '=', sql<string>`'stocktake/' || p.id::text`)
            .where('r.on_date', '=', tx.today),
        ),
      ),
    )
    .execute()
  return late.filter(
    (row) =>
      tx.organization.pack.registers.get(row.register)?.stocktake !== undefined &&
      personsOf(tx, responsibleParties(tx, stocktakeRegister(tx, row.register), row.unit_id))
        .length > 0,
  )
}

/**
 * Starts stocktakes by the cadence and sends reminders of late ones. Safe to run at any time and
 * repeatedly.
 */
export const runStocktakes: RecurringJob = async ({ organizationId, services }) => {
  const { rounds, late } = await services.gate.transact(
    organizationId,
    program,
    'read',
    async (tx) => ({ rounds: await dueRounds(tx), late: await lateParts(tx) }),
  )
  for (const register of rounds)
    await performAction(services.gate, organizationId, program, beginRound, { register })
  for (const { id, part } of late)
    await performAction(services.gate, organizationId, program, remindPart, { id, part })
}
