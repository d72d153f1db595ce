import { endOfDay, fiscalYearOf, fiscalYearSpan, startOfDay } from '#kernel/calendar/index.ts'
import { actingFor, allClaims } from '#kernel/organization/index.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Carrier } from '#kernel/packs/carriers.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { mechanismState } from '#kernel/status/index.ts'
import type { MechanismState, ProvisionState, Standing } from '#kernel/status/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { sayTo } from '#platform/access/language.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** The carriers of a pack, found once: an edition never changes. */
const known = new WeakMap<Pack, readonly Carrier[]>()

function carriersIn(pack: Pack): readonly Carrier[] {
  let carriers = known.get(pack)
  if (!carriers) known.set(pack, (carriers = carriersOf(pack)))
  return carriers
}

/** A mechanism with what the live records say of it today. */
export interface StandingCarrier {
  readonly carrier: Carrier
  readonly mechanism: MechanismState
  readonly state: ProvisionState
  readonly proof: string | null
  readonly lastAt: string | null
  readonly nextDue: string | null
}

interface Records {
  readonly lines: ReadonlyMap<string, { count: number; last: Date | null }>
  /** Stocktakes by register: when the last part was closed, and by when those that run are due. */
  readonly stocktakes: ReadonlyMap<string, { year: number; last: Date | null; due: string | null }>
  readonly cases: ReadonlyMap<string, { year: number; last: Date | null; due: Date | null }>
  /** Who acts for each role today, by name. */
  readonly seated: ReadonlyMap<string, readonly string[]>
}

/** Every mechanism of the pack in force, with its state folded from the records. */
export async function standingCarriers(handle: Handle): Promise<StandingCarrier[]> {
  const records = await readRecords(handle)
  return carriersIn(handle.organization.pack).map((carrier) => {
    const facts = factsOf(carrier, records)
    const mechanism: MechanismState = {
      id: carrier.path,
      applies: true,
      set: facts.set,
      standings: facts.standing ? [facts.standing] : [],
    }
    return {
      carrier,
      mechanism,
      state: mechanismState(mechanism, handle.now),
      proof: facts.proof && sayTo(handle, facts.proof),
      lastAt: facts.standing?.lastProof ?? null,
      nextDue: facts.standing?.nextDue ?? null,
    }
  })
}

/** Four counts over the records; everything else is in the organisation's context. */
async function readRecords(handle: Handle): Promise<Records> {
  const org = handle.organization.id
  const year = new Date(startOfDay(fiscalYearSpan(fiscalYearOf(handle.today)).from))
  const lines = await handle.db
    .selectFrom('entries')
    .select((eb) => [
      'register',
      eb.fn.countAll<string>().as('count'),
      eb.fn.max('updated_at').as('last'),
    ])
    .where('organization_id', '=', org)
    .groupBy('register')
    .execute()
  const cases = await handle.db
    .selectFrom('cases')
    .select((eb) => [
      'procedure',
      eb.fn.countAll<string>().filterWhere('opened_at', '>=', year).as('year'),
      eb.fn.max('opened_at').as('last'),
      eb.fn.min('due_at').filterWhere('status', '=', 'open').as('due'),
    ])
    .where('organization_id', '=', org)
    .groupBy('procedure')
    .execute()
  const stocktakes = await handle.db
    .selectFrom('campaigns as c')
    .innerJoin('campaign_parts as p', (join) =>
      join.onRef('p.organization_id', '=', 'c.organization_id').onRef('p.campaign_id', '=', 'c.id'),
    )
    .select((eb) => [
      'c.register',
      eb.fn.count<string>('c.id').distinct().filterWhere('c.begun_at', '>=', year).as('year'),
      eb.fn.max('p.closed_at').as('last'),
      eb.fn.min('c.due_on').filterWhere('p.closed_at', 'is', null).as('due'),
    ])
    .where('c.organization_id', '=', org)
    .groupBy('c.register')
    .execute()
  return {
    stocktakes: new Map(
      stocktakes.map((row) => [
        row.register,
        { year: Number(row.year), last: row.last, due: row.due },
      ]),
    ),
    lines: new Map(
      lines.map((row) => [row.register, { count: Number(row.count), last: row.last }]),
    ),
    cases: new Map(
      cases.map((row) => [row.procedure, { year: Number(row.year), last: row.last, due: row.due }]),
    ),
    seated: seatedRoles(handle),
  }
}

/** Roles for which somebody can act somewhere today, and who. */
function seatedRoles(handle: Handle): Map<string, readonly string[]> {
  const { view, pack } = handle.organization
  const seated = new Map<string, readonly string[]>()
  for (const [person, mine] of allClaims(view, pack.roles, handle.today)) {
    for (const role of new Set(
      mine.filter((claim) => claim.requires.length === 0).map((claim) => claim.seat.role),
    ))
      seated.set(role, [...(seated.get(role) ?? []), view.persons.get(person)?.name ?? ''])
  }
  for (const role of pack.roles.values()) {
    if (
      role.scope === 'organization' &&
      !actingFor(view, pack.roles, { role: role.id, scope: 'organization', id: '' }, handle.today)
    )
      seated.delete(role.id)
  }
  return seated
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
const entriesOf = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

function factsOf(
  carrier: Carrier,
  records: Records,
): { set: boolean; standing?: Standing; proof: Words | null } {
  const [folder, id = '', part] = carrier.path.split('/')
  if (folder === 'roles' && id !== 'apart') {
    const names = records.seated.get(id)
    return {
      set: names !== undefined,
      proof: names
        ? {
            ja: `${names.slice(0, 3).join('、')}${names.length > 3 ? ` ほか${names.length - 3}人` : ''}`,
            en: `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`,
          }
        : { ja: '任命された人がいません', en: 'nobody is appointed' },
    }
  }
  if (folder === 'registers' && part === 'stocktake') {
    const found = records.stocktakes.get(id)
    const standing = {
      ...(found?.last ? { lastProof: found.last.toISOString() } : {}),
      ...(found?.due ? { nextDue: new Date(endOfDay(found.due)).toISOString() } : {}),
    }
    return {
      set: records.lines.has(id),
      proof: found
        ? { ja: `今年度 ${found.year}回`, en: `${times(found.year)} this fiscal year` }
        : { ja: 'まだ行われていません', en: 'not done yet' },
      standing,
    }
  }
  if (folder === 'registers') {
    const found = records.lines.get(id)
    return {
      set: (found?.count ?? 0) > 0,
      proof: { ja: `${found?.count ?? 0}件`, en: entriesOf(found?.count ?? 0) },
      ...(found?.last ? { standing: { lastProof: found.last.toISOString() } } : {}),
    }
  }
  if (folder === 'procedures') {
    const found = records.cases.get(id)
    const standing = {
      ...(found?.last ? { lastProof: found.last.toISOString() } : {}),
      ...(found?.due ? { nextDue: found.due.toISOString() } : {}),
    }
    const year = found?.year ?? 0
    const cases = year === 1 ? '1 case' : `${year} cases`
    return {
      set: true,
      proof: { ja: `今年度 ${year}件`, en: `${cases} this fiscal year` },
      standing,
    }
  }
  return { set: true, proof: null }
}
