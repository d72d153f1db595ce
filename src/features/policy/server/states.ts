import { endOfDay, fiscalYearOf, fiscalYearSpan, startOfDay } from '#kernel/calendar/index.ts'
import { findActor, claimsByPerson } from '#kernel/organization/index.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Carrier } from '#kernel/packs/carriers.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { mechanismState } from '#kernel/status/index.ts'
import type { MechanismState, ProvisionState, Standing } from '#kernel/status/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { sayTo } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Cache of the carriers of a pack: an edition never changes. */
const carriersByPack = new WeakMap<Pack, readonly Carrier[]>()

function carriersIn(pack: Pack): readonly Carrier[] {
  let carriers = carriersByPack.get(pack)
  if (!carriers) carriersByPack.set(pack, (carriers = carriersOf(pack)))
  return carriers
}

/** A mechanism with its state today by the live records. */
export interface CarrierStatus {
  readonly carrier: Carrier
  readonly mechanism: MechanismState
  readonly state: ProvisionState
  readonly proof: string | null
  readonly lastAt: string | null
  readonly nextDue: string | null
}

interface Records {
  readonly entries: ReadonlyMap<string, { count: number; last: Date | null }>
  /** Stocktakes by register: when the last part was closed, and when those under way are due. */
  readonly stocktakes: ReadonlyMap<string, { year: number; last: Date | null; due: string | null }>
  readonly cases: ReadonlyMap<string, { year: number; last: Date | null; due: Date | null }>
  /** Who acts for each role today, by name. */
  readonly seated: ReadonlyMap<string, readonly string[]>
}

/** Every mechanism of the pack in force, with its state by the records. */
export async function carrierStatuses(tx: Transaction): Promise<CarrierStatus[]> {
  const records = await readRecords(tx)
  return carriersIn(tx.organization.pack).map((carrier) => {
    const facts = factsOf(carrier, records)
    const mechanism: MechanismState = {
      id: carrier.path,
      applies: true,
      isSetUp: facts.set,
      standings: facts.evidence ? [facts.evidence] : [],
    }
    return {
      carrier,
      mechanism,
      state: mechanismState(mechanism, tx.now),
      proof: facts.proof && sayTo(tx, facts.proof),
      lastAt: facts.evidence?.lastProof ?? null,
      nextDue: facts.evidence?.nextDue ?? null,
    }
  })
}

/** Four counts over the records; everything else is in the organisation's context. */
async function readRecords(tx: Transaction): Promise<Records> {
  const org = tx.organization.id
  const year = new Date(startOfDay(fiscalYearSpan(fiscalYearOf(tx.today)).from))
  const entryCounts = await tx.db
    .selectFrom('entries')
    .select((eb) => [
      'register',
      eb.fn.countAll<string>().as('count'),
      eb.fn.max('updated_at').as('last'),
    ])
    .where('organization_id', '=', org)
    .groupBy('register')
    .execute()
  const cases = await tx.db
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
  const stocktakes = await tx.db
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
    entries: new Map(
      entryCounts.map((row) => [row.register, { count: Number(row.count), last: row.last }]),
    ),
    cases: new Map(
      cases.map((row) => [row.procedure, { year: Number(row.year), last: row.last, due: row.due }]),
    ),
    seated: rolesWithPersons(tx),
  }
}

/** Roles for which somebody can act somewhere today, and who. */
function rolesWithPersons(tx: Transaction): Map<string, readonly string[]> {
  const { view, pack } = tx.organization
  const namesByRole = new Map<string, readonly string[]>()
  for (const [person, claims] of claimsByPerson(view, pack.roles, tx.today)) {
    for (const role of new Set(
      claims.filter((claim) => claim.requires.length === 0).map((claim) => claim.seat.role),
    ))
      namesByRole.set(role, [
        ...(namesByRole.get(role) ?? []),
        view.persons.get(person)?.name ?? '',
      ])
  }
  for (const role of pack.roles.values()) {
    if (
      role.scope === 'organization' &&
      !findActor(view, pack.roles, { role: role.id, scope: 'organization', id: '' }, tx.today)
    )
      namesByRole.delete(role.id)
  }
  return namesByRole
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
const entriesOf = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

function factsOf(
  carrier: Carrier,
  records: Records,
): { set: boolean; evidence?: Standing; proof: Words | null } {
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
    const record = records.stocktakes.get(id)
    const evidence = {
      ...(record?.last ? { lastProof: record.last.toISOString() } : {}),
      ...(record?.due ? { nextDue: new Date(endOfDay(record.due)).toISOString() } : {}),
    }
    return {
      set: records.entries.has(id),
      proof: record
        ? { ja: `今年度 ${record.year}回`, en: `${times(record.year)} this fiscal year` }
        : { ja: 'まだ行われていません', en: 'not done yet' },
      evidence,
    }
  }
  if (folder === 'registers') {
    const record = records.entries.get(id)
    return {
      set: (record?.count ?? 0) > 0,
      proof: { ja: `${record?.count ?? 0}件`, en: entriesOf(record?.count ?? 0) },
      ...(record?.last ? { evidence: { lastProof: record.last.toISOString() } } : {}),
    }
  }
  if (folder === 'procedures') {
    const record = records.cases.get(id)
    const evidence = {
      ...(record?.last ? { lastProof: record.last.toISOString() } : {}),
      ...(record?.due ? { nextDue: record.due.toISOString() } : {}),
    }
    const year = record?.year ?? 0
    const cases = year === 1 ? '1 case' : `${year} cases`
    return {
      set: true,
      proof: { ja: `今年度 ${year}件`, en: `${cases} this fiscal year` },
      evidence,
    }
  }
  return { set: true, proof: null }
}
