import { sql } from 'kysely'
import { Type } from 'typebox'
import { daysBetween, endOfDay, officeCalendar, roundOf } from '#kernel/calendar/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { perform } from '#platform/gate/perform.ts'
import type { Tick } from '#platform/jobs/outbox.ts'
import { personsOf, remindErrands, setErrands } from '#features/cases/server/public.ts'
import { countedRegister } from './authorise.ts'
import { beginRound } from './begin.ts'
import { answering, errandOf, purposeOf } from './errand.ts'
import { campaignRow, partRow, progressOf, unanswered } from './store.ts'

const program = { kind: 'program', name: 'stocktakes' } as const

/** Reminds who answers for a unit that its stocktake is late; each person once a working day. */
const remindPart = defineAction({
  name: 'campaign.remind',
  title: '棚卸しの期限が過ぎたことを知らせた',
  input: Type.Object({ id: Type.String({ format: 'uuid' }), part: Type.String({ format: 'uuid' }) }),
  async authorise(handle, input) {
    const campaign = await campaignRow(handle, input.id)
    return { campaign, part: await partRow(handle, input.id, input.part, true), register: countedRegister(handle, campaign.register) }
  },
  async run(handle, _input, { campaign, part, register }) {
    const progress = (await progressOf(handle, [part.id]))(part.id)
    const parties = answering(handle, register, part.unit_id)
    await setErrands(handle, purposeOf(part.id), parties.map((party) => errandOf(handle, register, { campaign: campaign.id, id: part.id, unit_id: part.unit_id, lines: progress.total, due: new Date(endOfDay(campaign.due_on)), party })))
    const persons = personsOf(handle, parties)
    const message = `「${campaign.title}」が期限を${daysBetween(campaign.due_on, handle.today)}日過ぎています。あと${unanswered(progress)}件です。`
    const outgoing = await remindErrands(handle, purposeOf(part.id), persons, message, `/campaigns/${campaign.id}/${part.id}`)
    return { result: outgoing.length, outgoing, event: { subject: { kind: 'campaign', id: campaign.id }, detail: { register: register.id, unit: part.unit_id, left: unanswered(progress), reminded: outgoing.map((one) => one.payload['person']) } } }
  },
})

/** Registers whose stocktake is due this month and has not begun. Those of an empty ledger wait until it has lines. */
async function dueRounds(handle: Handle): Promise<string[]> {
  const due: string[] = []
  for (const { id, stocktake } of handle.organization.pack.registers.values()) {
    const round = stocktake && roundOf(stocktake.every, stocktake.month, handle.today)
    if (!round) continue
    const has = (table: 'campaigns' | 'entries') => handle.db.selectFrom(table).select('id').where('organization_id', '=', handle.organization.id).where('register', '=', id)
    if (await has('campaigns').where('period', '=', round.period).executeTakeFirst()) continue
    if (await has('entries').limit(1).executeTakeFirst()) due.push(id)
  }
  return due
}

/** Parts past their day whose people have not been reminded today. */
async function lateParts(handle: Handle): Promise<{ id: string; part: string }[]> {
  if (!officeCalendar.isWorkingDay(handle.today)) return []
  return handle.db.selectFrom('campaign_parts as p').innerJoin('campaigns as c', (join) => join.onRef('c.organization_id', '=', 'p.organization_id').onRef('c.id', '=', 'p.campaign_id'))
    .select(['c.id', 'p.id as part', 'c.register']).where('p.organization_id', '=', handle.organization.id).where('p.closed_at', 'is', null).where('c.due_on', '<', handle.today)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('tasks as t').innerJoin('reminders as r', (join) => join.onRef('r.organization_id', '=', 't.organization_id').onRef('r.task_id', '=', 't.id'))
      .select('t.id').whereRef('t.organization_id', '=', 'p.organization_id').where('t.done_at', 'is', null).where('t.purpose', '=', sql<string>`'stocktake/' || p.id::text`).where('r.on_date', '=', handle.today))))
    .execute().then((rows) => rows.filter((row) => handle.organization.pack.registers.get(row.register)?.stocktake !== undefined))
}

/** Begins what the cadence asks for and reminds of what is late. Safe to run at any time and twice. */
export const runStocktakes: Tick = async ({ organizationId, services }) => {
  const { rounds, late } = await services.gate.enter(organizationId, program, 'read', async (handle) => ({ rounds: await dueRounds(handle), late: await lateParts(handle) }))
  for (const register of rounds) await perform(services.gate, organizationId, program, beginRound, { register })
  for (const { id, part } of late) await perform(services.gate, organizationId, program, remindPart, { id, part })
}
