import { sql } from 'kysely'
import { addDays, dayOf, endOfDay } from '#kernel/calendar/index.ts'
import type { GrantedException } from '#kernel/handling/grantedException.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { packAsRead } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { MapWhen } from '../contract.ts'
import { packOfEdition } from './editions.ts'
import { firstDay } from './firstDay.ts'

/** The day that the map is told of, and the moment of it: of a day that is past, or to come, its end. */
export interface MapDay {
  readonly on: string
  readonly when: MapWhen
  readonly at: Date
}

/** How far ahead the map looks. */
export const mostAhead = 400

export const dayOfMap = (
  { today, now }: Pick<Transaction, 'today' | 'now'>,
  on = today,
): MapDay => ({
  on,
  when: on < today ? 'past' : on > today ? 'ahead' : 'today',
  at: on === today ? now : new Date(endOfDay(on)),
})

/** A day as the map is read on it. */
export interface MapView {
  readonly day: MapDay
  /** The transaction with the edition, the exceptions and the date of the day. */
  readonly tx: Transaction
  readonly leftOut: readonly Words[]
}

/** The map of a day; refuses days before the policy was in force here, and those too far ahead. */
export async function viewOn(tx: Transaction, on?: string): Promise<MapView> {
  const day = dayOfMap(tx, on)
  if (day.when === 'today') return { day, tx, leftOut: [] }
  const { organization } = tx
  if (day.when === 'ahead') {
    if (day.on > addDays(tx.today, mostAhead)) refuse('map-too-far', { days: mostAhead })
    return { day, tx: { ...tx, today: day.on, now: day.at }, leftOut: [newcomers] }
  }
  const first = await firstDay(tx)
  if (day.on < first) refuse('map-before-policy', { day: first })
  const [edition, exceptions] = await Promise.all([editionOn(tx, day), exceptionsOn(tx, day)])
  const kept = await packOfEdition(tx.db, organization.id, edition)
  return {
    day,
    tx: {
      ...tx,
      today: day.on,
      now: day.at,
      organization: {
        ...organization,
        ...(kept.readable ? { pack: packAsRead(kept.pack, tx.actor), editionHash: edition } : {}),
        exceptions,
      },
    },
    leftOut: [...(kept.readable ? [] : [unreadable]), endedUnits, destroyed],
  }
}

const newcomers: Words = {
  ja: 'これから加わる人や台帳の行、これから決まることは数えていません',
  en: 'people and entries yet to come, and what is yet to be decided, are not counted',
}
const unreadable: Words = {
  ja: 'その日の版の規程が読めないため、今の版の条項で数えています',
  en: 'the edition of that day cannot be read; it is told by the provisions of the present one',
}
const endedUnits: Words = {
  ja: 'その後に廃止された所属の役割は数えていません',
  en: 'roles of units that have ended since are not counted',
}
const destroyed: Words = {
  ja: 'その後に廃棄された台帳の行は数えていません',
  en: 'entries that have been destroyed since are not counted',
}

/** The edition that was in force on a day: the last that had come into force by then. */
async function editionOn(tx: Transaction, { on }: MapDay): Promise<string> {
  const rows = await tx.db
    .selectFrom('pack_editions')
    .select(['hash', 'in_force_from', 'in_force_to', 'adopted_at'])
    .where('organization_id', '=', tx.organization.id)
    .execute()
  const begun = rows
    .map((row) => {
      const adopted = dayOf(row.adopted_at)
      return { hash: row.hash, from: adopted > row.in_force_from ? adopted : row.in_force_from }
    })
    .filter(({ from }) => from <= on)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return begun.at(-1)?.hash ?? tx.organization.editionHash
}

/** The exceptions that had been granted by a day and had not been revoked. */
async function exceptionsOn(tx: Transaction, { on, at }: MapDay): Promise<GrantedException[]> {
  const { rows } = await sql<{
    id: string
    case_id: string
    number: string
    provisions: string[]
    person_id: string | null
    unit_id: string | null
    entry_id: string | null
    from_on: string
    until_on: string
  }>`
    select id, case_id, number, provisions, person_id, unit_id, entry_id, from_on, until_on from exceptions
    where organization_id = ${tx.organization.id} and created_at <= ${at} and from_on <= ${on} and until_on >= ${on} and (ended_at is null or ended_at > ${at})
    order by until_on, id`.execute(tx.db)
  return rows.map((row) => ({
    id: row.id,
    case: row.case_id,
    number: row.number,
    provisions: row.provisions,
    from: row.from_on,
    until: row.until_on,
    ...(row.person_id === null ? {} : { person: row.person_id }),
    ...(row.unit_id === null ? {} : { unit: row.unit_id }),
    ...(row.entry_id === null ? {} : { entry: row.entry_id }),
  }))
}
