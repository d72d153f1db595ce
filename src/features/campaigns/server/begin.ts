import { sql } from 'kysely'
import { Type } from 'typebox'
import { addDays, endOfDay, formatEra, recurrencePeriodOf } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { actorPerson, partyNames } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { notify, personsOf, setAdHocTasks } from '#features/tasks/server/public.ts'
import { endedStates } from '#features/registers/server/public.ts'
import { BeginCampaign } from '../contract.ts'
import type { StartedCampaign } from '../contract.ts'
import { stocktakeRegister, mayClose } from './authorise.ts'
import type { StocktakeRegister } from './authorise.ts'
import { responsibleParties, partTask, partPurpose } from './partTasks.ts'
import { dayWords } from '#kernel/words/days.ts'

/** Time for a stocktake that is started by hand, in days. */
const defaultDays = 30

/** Starts a stocktake by hand, for all units or some. */
export const beginCampaign = defineAction({
  name: 'campaign.begin',
  title: { ja: '棚卸しを始めた', en: 'Began a stocktake' },
  input: BeginCampaign,
  authorise(tx, input) {
    const register = stocktakeRegister(tx, input.register)
    const units = input.units ?? [null]
    for (const unit of units) {
      if (unit !== null && !tx.organization.view.units.has(unit))
        refuse('not-found', { what: nouns.unit })
      if (!mayClose(tx, register, unit))
        refuse(
          'not-allowed',
          {
            act: { ja: `「${register.title}」の棚卸し`, en: `a stocktake of “${register.title}”` },
            who: partyNames(tx, [register.stocktake.by, register.keptBy]),
          },
          { grounds: register.stocktake.carries.map((provision) => ({ provision })) },
        )
    }
    return register
  },
  async run(tx, input, register) {
    const dueOn = input.dueOn ?? addDays(tx.today, defaultDays)
    if (dueOn < tx.today)
      refuse(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/dueOn',
              detail: {
                ja: '期限は今日より後の日にしてください。',
                en: 'The date must lie after today.',
              },
            },
          ],
        },
      )
    await demandNoneRunning(tx, register, input.units)
    const started = await startStocktake(tx, register, {
      title: `${register.title}の棚卸し（${formatEra(tx.today)}から）`,
      dueOn,
      ...(input.units ? { units: input.units } : {}),
    })
    if (started.lines === 0) refuse('stocktake-none', { register: register.title })
    return startResult(register, started, dueOn)
  },
})

/** Starts the stocktake that the policy's cadence requires in this month. */
export const beginRound = defineAction({
  name: 'campaign.begin-round',
  title: {
    ja: '規程の時期になったので棚卸しを始めた',
    en: 'Began a stocktake because the policy’s time had come',
  },
  input: Type.Object({ register: Type.String() }),
  authorise: (tx, input) => stocktakeRegister(tx, input.register),
  async run(tx, _input, register) {
    const round =
      recurrencePeriodOf(register.stocktake.every, register.stocktake.month, tx.today) ??
      refuse('not-found', { what: nouns.round })
    const started = await startStocktake(tx, register, {
      title: `${register.title}の棚卸し（${round.title}）`,
      dueOn: round.to,
      period: round.period,
    })
    return startResult(register, started, round.to)
  },
})

interface StartOutcome extends StartedCampaign {
  readonly outgoing: readonly OutboxMessage[]
}

function startResult(
  register: StocktakeRegister,
  { outgoing, ...started }: StartOutcome,
  dueOn: string,
) {
  return {
    result: started,
    outgoing,
    event: {
      subject: { kind: 'campaign', id: started.id },
      detail: {
        register: register.id,
        parts: started.parts,
        lines: started.lines,
        dueOn,
        provisions: register.stocktake.carries,
      },
    },
  }
}

async function demandNoneRunning(
  tx: Transaction,
  register: StocktakeRegister,
  units: readonly string[] | undefined,
): Promise<void> {
  let query = tx.db
    .selectFrom('campaign_parts as p')
    .innerJoin('campaigns as c', (join) =>
      join.onRef('c.organization_id', '=', 'p.organization_id').onRef('c.id', '=', 'p.campaign_id'),
    )
    .select('p.unit_id')
    .where('p.organization_id', '=', tx.organization.id)
    .where('c.register', '=', register.id)
    .where('p.closed_at', 'is', null)
  if (units) query = query.where('p.unit_id', 'in', [...units])
  const running = await query.execute()
  const { view } = tx.organization
  const names = running.map(
    (part) => view.units.get(part.unit_id ?? '')?.title ?? tx.organization.title,
  )
  if (names.length > 0)
    refuse('stocktake-running', {
      register: register.title,
      units:
        names.length > 3
          ? {
              ja: `${names.slice(0, 3).join('、')}など${names.length}か所`,
              en: `${names.slice(0, 3).join(', ')} and others (${names.length} in all)`,
            }
          : listed(names),
    })
}

/**
 * Groups the present entries by the unit that owns them: each unit gets a part, and who is
 * responsible for it gets the task.
 */
async function startStocktake(
  tx: Transaction,
  register: StocktakeRegister,
  options: {
    readonly title: string
    readonly dueOn: string
    readonly period?: string
    readonly units?: readonly string[]
  },
): Promise<StartOutcome> {
  const organization_id = tx.organization.id
  const ended = endedStates(tx.organization.pack, register)
  const owned = sql`e.organization_id = ${organization_id} and e.register = ${register.id} and not e.state = any(${ended}::text[])
    ${options.units === undefined ? sql`` : sql`and e.unit_id = any(${[...options.units]}::uuid[])`}`
  const { rows: owners } = await sql<{
    unit_id: string | null
    lines: number
  }>`select e.unit_id, count(*)::int as lines from entries e where ${owned} group by e.unit_id`.execute(
    tx.db,
  )
  const id = tx.newId()
  if (owners.length === 0) return { id, parts: 0, lines: 0, outgoing: [] }
  await tx.db
    .insertInto('campaigns')
    .values({
      organization_id,
      id,
      register: register.id,
      title: options.title,
      period: options.period ?? id,
      begins_on: tx.today,
      due_on: options.dueOn,
      begun_by: actorPerson(tx) ?? null,
      begun_at: tx.now,
    })
    .execute()
  const parts = owners.map((owner) => ({ ...owner, id: tx.newId() }))
  await tx.db
    .insertInto('campaign_parts')
    .values(
      parts.map((part) => ({
        organization_id,
        id: part.id,
        campaign_id: id,
        unit_id: part.unit_id,
      })),
    )
    .execute()
  await sql`insert into campaign_lines (organization_id, part_id, entry_id)
    select e.organization_id, p.id, e.id from entries e join campaign_parts p on p.organization_id = e.organization_id and p.campaign_id = ${id} and p.unit_id is not distinct from e.unit_id where ${owned}
    returning ${sql.raw(stateColumns('campaign_lines'))}`.execute(tx.db)
  const outgoing: OutboxMessage[] = []
  for (const part of parts)
    outgoing.push(
      ...(await announce(tx, register, { id, dueOn: options.dueOn, title: options.title }, part)),
    )
  return {
    id,
    parts: parts.length,
    lines: parts.reduce((sum, part) => sum + part.lines, 0),
    outgoing,
  }
}

/**
 * Announces the parts: who is responsible gets a task, the persons of the unit a notice without
 * mail.
 */
async function announce(
  tx: Transaction,
  register: StocktakeRegister,
  campaign: { readonly id: string; readonly title: string; readonly dueOn: string },
  part: { readonly id: string; readonly unit_id: string | null; readonly lines: number },
): Promise<OutboxMessage[]> {
  const parties = responsibleParties(tx, register, part.unit_id)
  const due = new Date(endOfDay(campaign.dueOn))
  await setAdHocTasks(
    tx,
    partPurpose(part.id),
    parties.map((party) => partTask(tx, register, { campaign: campaign.id, ...part, due, party })),
  )
  const href = `/campaigns/${campaign.id}/${part.id}`
  const until = dayWords(campaign.dueOn)
  const message = {
    ja: `${campaign.title}が始まりました。${until.ja}までに、${part.lines}件を確かめてください。`,
    en: `“${campaign.title}” has begun. Confirm ${part.lines} ${part.lines === 1 ? 'entry' : 'entries'} by ${until.en}.`,
  }
  const responsible = personsOf(tx, parties)
  const { view } = tx.organization
  const people =
    part.unit_id === null
      ? []
      : [...view.persons.values()].filter(
          (person) =>
            person.unit === part.unit_id &&
            !responsible.includes(person.id) &&
            (person.to === undefined || person.to >= tx.today),
        )
  await notify(
    tx,
    people.map((person) => person.id),
    message,
    href,
  )
  return notify(tx, responsible, message, href)
}
