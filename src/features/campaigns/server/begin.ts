import { sql } from 'kysely'
import { Type } from 'typebox'
import { addDays, endOfDay, formatEra, roundOf } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { actorPerson, namesOf } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { notify, personsOf, setErrands } from '#features/tasks/server/public.ts'
import { endedStates } from '#features/registers/server/public.ts'
import { BeginCampaign } from '../contract.ts'
import type { BegunCampaign } from '../contract.ts'
import { countedRegister, mayClose } from './authorise.ts'
import type { Counted } from './authorise.ts'
import { answering, errandOf, purposeOf } from './errand.ts'

/** How long people have for a stocktake that is begun by hand, in days. */
const usualDays = 30

/** Begins a stocktake by hand, for all units or some. */
export const beginCampaign = defineAction({
  name: 'campaign.begin',
  title: { ja: '棚卸しを始めた', en: 'Began a stocktake' },
  input: BeginCampaign,
  authorise(handle, input) {
    const register = countedRegister(handle, input.register)
    const units = input.units ?? [null]
    for (const unit of units) {
      if (unit !== null && !handle.organization.view.units.has(unit))
        refuse('not-found', { what: nouns.unit })
      if (!mayClose(handle, register, unit))
        refuse(
          'not-allowed',
          {
            act: { ja: `「${register.title}」の棚卸し`, en: `a stocktake of “${register.title}”` },
            who: namesOf(handle, [register.stocktake.by, register.keptBy]),
          },
          { grounds: register.stocktake.carries.map((provision) => ({ provision })) },
        )
    }
    return register
  },
  async run(handle, input, register) {
    const dueOn = input.dueOn ?? addDays(handle.today, usualDays)
    if (dueOn < handle.today)
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
    await demandNoneRunning(handle, register, input.units)
    const begun = await begin(handle, register, {
      title: `${register.title}の棚卸し（${formatEra(handle.today)}から）`,
      dueOn,
      ...(input.units ? { units: input.units } : {}),
    })
    if (begun.lines === 0) refuse('stocktake-none', { register: register.title })
    return done(register, begun, dueOn)
  },
})

/** Begins the stocktake that the policy's cadence asks for in this month. */
export const beginRound = defineAction({
  name: 'campaign.begin-round',
  title: {
    ja: '規程の時期になったので棚卸しを始めた',
    en: 'Began a stocktake because the policy’s time had come',
  },
  input: Type.Object({ register: Type.String() }),
  authorise: (handle, input) => countedRegister(handle, input.register),
  async run(handle, _input, register) {
    const round =
      roundOf(register.stocktake.every, register.stocktake.month, handle.today) ??
      refuse('not-found', { what: nouns.round })
    const begun = await begin(handle, register, {
      title: `${register.title}の棚卸し（${round.title}）`,
      dueOn: round.to,
      period: round.period,
    })
    return done(register, begun, round.to)
  },
})

interface Begun extends BegunCampaign {
  readonly outgoing: readonly Outgoing[]
}

function done(register: Counted, { outgoing, ...begun }: Begun, dueOn: string) {
  return {
    result: begun,
    outgoing,
    event: {
      subject: { kind: 'campaign', id: begun.id },
      detail: {
        register: register.id,
        parts: begun.parts,
        lines: begun.lines,
        dueOn,
        provisions: register.stocktake.carries,
      },
    },
  }
}

async function demandNoneRunning(
  handle: Handle,
  register: Counted,
  units: readonly string[] | undefined,
): Promise<void> {
  let query = handle.db
    .selectFrom('campaign_parts as p')
    .innerJoin('campaigns as c', (join) =>
      join.onRef('c.organization_id', '=', 'p.organization_id').onRef('c.id', '=', 'p.campaign_id'),
    )
    .select('p.unit_id')
    .where('p.organization_id', '=', handle.organization.id)
    .where('c.register', '=', register.id)
    .where('p.closed_at', 'is', null)
  if (units) query = query.where('p.unit_id', 'in', [...units])
  const running = await query.execute()
  const { view } = handle.organization
  const names = running.map(
    (part) => view.units.get(part.unit_id ?? '')?.title ?? handle.organization.title,
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

/** The lines that are there today, by the unit that owns them: each unit gets a part, and who answers for it gets the errand. */
async function begin(
  handle: Handle,
  register: Counted,
  how: {
    readonly title: string
    readonly dueOn: string
    readonly period?: string
    readonly units?: readonly string[]
  },
): Promise<Begun> {
  const organization_id = handle.organization.id
  const ended = endedStates(handle.organization.pack, register)
  const owned = sql`e.organization_id = ${organization_id} and e.register = ${register.id} and not e.state = any(${ended}::text[])
    ${how.units === undefined ? sql`` : sql`and e.unit_id = any(${[...how.units]}::uuid[])`}`
  const { rows: owners } = await sql<{
    unit_id: string | null
    lines: number
  }>`select e.unit_id, count(*)::int as lines from entries e where ${owned} group by e.unit_id`.execute(
    handle.db,
  )
  const id = handle.newId()
  if (owners.length === 0) return { id, parts: 0, lines: 0, outgoing: [] }
  await handle.db
    .insertInto('campaigns')
    .values({
      organization_id,
      id,
      register: register.id,
      title: how.title,
      period: how.period ?? id,
      begins_on: handle.today,
      due_on: how.dueOn,
      begun_by: actorPerson(handle) ?? null,
      begun_at: handle.now,
    })
    .execute()
  const parts = owners.map((owner) => ({ ...owner, id: handle.newId() }))
  await handle.db
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
    select e.organization_id, p.id, e.id from entries e join campaign_parts p on p.organization_id = e.organization_id and p.campaign_id = ${id} and p.unit_id is not distinct from e.unit_id where ${owned}`.execute(
    handle.db,
  )
  const outgoing: Outgoing[] = []
  for (const part of parts)
    outgoing.push(
      ...(await announce(handle, register, { id, dueOn: how.dueOn, title: how.title }, part)),
    )
  return {
    id,
    parts: parts.length,
    lines: parts.reduce((sum, part) => sum + part.lines, 0),
    outgoing,
  }
}

/** Who answers for the part has it among the tasks; the unit's people are told without a mail. */
async function announce(
  handle: Handle,
  register: Counted,
  campaign: { readonly id: string; readonly title: string; readonly dueOn: string },
  part: { readonly id: string; readonly unit_id: string | null; readonly lines: number },
): Promise<Outgoing[]> {
  const parties = answering(handle, register, part.unit_id)
  const due = new Date(endOfDay(campaign.dueOn))
  await setErrands(
    handle,
    purposeOf(part.id),
    parties.map((party) =>
      errandOf(handle, register, { campaign: campaign.id, ...part, due, party }),
    ),
  )
  const href = `/campaigns/${campaign.id}/${part.id}`
  const message = `${campaign.title}が始まりました。${formatEra(campaign.dueOn)}までに、${part.lines}件を確かめてください。`
  const leading = personsOf(handle, parties)
  const { view } = handle.organization
  const people =
    part.unit_id === null
      ? []
      : [...view.persons.values()].filter(
          (person) =>
            person.unit === part.unit_id &&
            !leading.includes(person.id) &&
            (person.to === undefined || person.to >= handle.today),
        )
  await notify(
    handle,
    people.map((person) => person.id),
    message,
    href,
  )
  return notify(handle, leading, message, href)
}
