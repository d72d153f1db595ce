import { sql } from 'kysely'
import { Type } from 'typebox'
import { daysBetween, endOfDay, officeCalendar, roundOf } from '#kernel/calendar/index.ts'
import type { Register } from '#kernel/packs/register.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { perform } from '#platform/gate/perform.ts'
import type { Tick } from '#platform/jobs/outbox.ts'
import { personsOf, remindErrands, setErrands } from '#features/tasks/server/public.ts'
import { endedStates } from '#features/registers/server/public.ts'
import { countedRegister } from './authorise.ts'
import { beginRound } from './begin.ts'
import { answering, errandOf, purposeOf } from './errand.ts'
import { campaignRow, partRow, progressOf, unanswered } from './store.ts'

const program = { kind: 'program', name: 'stocktakes' } as const

/** Reminds who answers for a unit that its stocktake is late; each person once a working day. */
const remindPart = defineAction({
  name: 'campaign.remind',
  title: { ja: '棚卸しの期限が過ぎたことを知らせた', en: 'Reminded of a stocktake past its date' },
  input: Type.Object({
    id: Type.String({ format: 'uuid' }),
    part: Type.String({ format: 'uuid' }),
  }),
  async authorise(handle, input) {
    const campaign = await campaignRow(handle, input.id)
    return {
      campaign,
      part: await partRow(handle, input.id, input.part, true),
      register: countedRegister(handle, campaign.register),
    }
  },
  async run(handle, _input, { campaign, part, register }) {
    const progress = (await progressOf(handle, [part.id]))(part.id)
    const parties = answering(handle, register, part.unit_id)
    await setErrands(
      handle,
      purposeOf(part.id),
      parties.map((party) =>
        errandOf(handle, register, {
          campaign: campaign.id,
          id: part.id,
          unit_id: part.unit_id,
          lines: progress.total,
          due: new Date(endOfDay(campaign.due_on)),
          party,
        }),
      ),
    )
    const persons = personsOf(handle, parties)
    const message = `「${campaign.title}」が期限を${daysBetween(campaign.due_on, handle.today)}日過ぎています。あと${unanswered(progress)}件です。`
    const outgoing = await remindErrands(
      handle,
      purposeOf(part.id),
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
          reminded: outgoing.map((one) => one.payload['person']),
        },
      },
    }
  },
})

/** Registers whose stocktake is due this month and has not begun. Those of a ledger without living lines wait until it has some. */
async function dueRounds(handle: Handle): Promise<string[]> {
  const due: string[] = []
  for (const register of handle.organization.pack.registers.values()) {
    const { id, stocktake } = register
    const round = stocktake && roundOf(stocktake.every, stocktake.month, handle.today)
    if (!round) continue
    const begun = await handle.db
      .selectFrom('campaigns')
      .select('id')
      .where('organization_id', '=', handle.organization.id)
      .where('register', '=', id)
      .where('period', '=', round.period)
      .executeTakeFirst()
    if (!begun && (await hasLines(handle, register))) due.push(id)
  }
  return due
}

async function hasLines(handle: Handle, register: Register): Promise<boolean> {
  const ended = endedStates(handle.organization.pack, register)
  const lines = handle.db
    .selectFrom('entries')
    .select('id')
    .where('organization_id', '=', handle.organization.id)
    .where('register', '=', register.id)
    .limit(1)
  return (
    (await (
      ended.length > 0 ? lines.where('state', 'not in', ended) : lines
    ).executeTakeFirst()) !== undefined
  )
}

/** Parts past their day whose people have not been reminded today. */
async function lateParts(handle: Handle): Promise<{ id: string; part: string }[]> {
  if (!officeCalendar.isWorkingDay(handle.today)) return []
  const late = await handle.db
    .selectFrom('campaign_parts as p')
    .innerJoin('campaigns as c', (join) =>
      join.onRef('c.organization_id', '=', 'p.organization_id').onRef('c.id', '=', 'p.campaign_id'),
    )
    .select(['c.id', 'p.id as part', 'p.unit_id', 'c.register'])
    .where('p.organization_id', '=', handle.organization.id)
    .where('p.closed_at', 'is', null)
    .where('c.due_on', '<', handle.today)
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
            .where('r.on_date', '=', handle.today),
        ),
      ),
    )
    .execute()
  return late.filter(
    (row) =>
      handle.organization.pack.registers.get(row.register)?.stocktake !== undefined &&
      personsOf(handle, answering(handle, countedRegister(handle, row.register), row.unit_id))
        .length > 0,
  )
}

/** Begins what the cadence asks for and reminds of what is late. Safe to run at any time and twice. */
export const runStocktakes: Tick = async ({ organizationId, services }) => {
  const { rounds, late } = await services.gate.enter(
    organizationId,
    program,
    'read',
    async (handle) => ({ rounds: await dueRounds(handle), late: await lateParts(handle) }),
  )
  for (const register of rounds)
    await perform(services.gate, organizationId, program, beginRound, { register })
  for (const { id, part } of late)
    await perform(services.gate, organizationId, program, remindPart, { id, part })
}
