import { sql } from 'kysely'
import { Type } from 'typebox'
import { dayOf } from '#kernel/calendar/days.ts'
import { endedStates } from '#kernel/packs/states.ts'
import {
  beginOfTurn,
  closesByCase,
  closesByLine,
  closesByMeeting,
  dateOfLines,
  isBefore,
} from '#kernel/rounds/index.ts'
import type { Closing } from '#kernel/packs/round.ts'
import { storedOr } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { TurnRound } from './edition.ts'
import { endedCases } from './occasions.ts'
import type { OccurrenceRow, TurnRow } from './store.ts'

/** An open occurrence, and what the records have that closes it. */
export interface ClosedElsewhere {
  readonly id: string
  readonly with: string
}

/**
 * What the records hold since a turn was opened that closes some of its open occurrences: new
 * lines, cases that ended, meetings that had them on the agenda. Each kind takes one statement.
 */
export async function closedElsewhere(
  tx: Transaction,
  turn: TurnRound,
  { period, opened_at: openedAt }: Pick<TurnRow, 'period' | 'opened_at'>,
  open: readonly OccurrenceRow[],
): Promise<ClosedElsewhere[]> {
  if (open.length === 0) return []
  const { closedBy } = turn.round
  const closed = new Map<string, string>()
  const close = (row: OccurrenceRow, by: string): void => {
    if (!closed.has(row.id)) closed.set(row.id, by)
  }
  await byLines(tx, turn, { period, openedAt }, open, of(closedBy, 'line'), close)
  await byCases(tx, turn, openedAt, open, of(closedBy, 'ended'), close)
  await byMeetings(tx, turn, openedAt, open, of(closedBy, 'meeting'), close)
  return [...closed].map(([id, by]) => ({ id, with: by }))
}

type Close = (row: OccurrenceRow, by: string) => void

function of<Kind extends Closing['kind']>(
  closedBy: readonly Closing[],
  kind: Kind,
): Extract<Closing, { kind: Kind }>[] {
  return closedBy.filter((each): each is Extract<Closing, { kind: Kind }> => each.kind === kind)
}

async function byLines(
  tx: Transaction,
  { day, round }: TurnRound,
  turn: { readonly period: string; readonly openedAt: Date },
  open: readonly OccurrenceRow[],
  closings: readonly { readonly register: string }[],
  close: Close,
): Promise<void> {
  if (closings.length === 0) return
  const { pack, view } = day.organization
  const openedOn = dayOf(turn.openedAt)
  // Somebody may be recorded some days after she came.
  const isOfNew = turn.period.startsWith('new/') && round.where === undefined
  const since = (row: OccurrenceRow): string => {
    const came = isOfNew && round.each.kind === 'person' && view.persons.get(row.subject_id)?.from
    return came && came < openedOn ? came : beginOfTurn(round, turn.period, openedOn)
  }
  const earliest = open.map(since).toSorted()[0] ?? openedOn
  const lines = await tx.db
    .selectFrom('entries')
    .select(['id', 'register', 'unit_id', 'fields', 'state'])
    .where('organization_id', '=', tx.organization.id)
    .where((eb) =>
      eb.or(
        [...new Set(closings.map(({ register }) => register))].map((id) => {
          const register = pack.registers.get(id)
          const date = register && dateOfLines(register)
          return eb.and([
            eb('register', '=', id),
            date === undefined
              ? eb('created_at', '>=', turn.openedAt)
              : sql<boolean>`fields ->> ${date} >= ${earliest}`,
          ])
        }),
      ),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const bySubject = new Map(open.map((row) => [row.subject_id, row]))
  const { registers } = pack
  for (const line of lines) {
    const register = registers.get(line.register)
    if (register === undefined || endedStates(pack, register).includes(line.state)) continue
    const named = new Set([
      '',
      line.unit_id ?? '',
      ...Object.values(line.fields).flat().map(String),
    ])
    for (const id of named) {
      const row = bySubject.get(id)
      const unit = line.unit_id ?? undefined
      if (
        row !== undefined &&
        !isBefore(register, line, since(row)) &&
        closesByLine(round, { id }, { ...line, unit }, registers)
      )
        close(row, `line/${line.id}`)
    }
  }
}

async function byCases(
  tx: Transaction,
  { round }: TurnRound,
  openedAt: Date,
  open: readonly OccurrenceRow[],
  closings: readonly { readonly procedure: string }[],
  close: Close,
): Promise<void> {
  if (closings.length === 0) return
  const cases = await endedCases(
    tx,
    closings.map(({ procedure }) => procedure),
    openedAt,
  )
  const bySubject = new Map(open.map((row) => [row.subject_id, row]))
  for (const ended of cases)
    for (const id of ['', ended.applicant, ended.unit, ...ended.about]) {
      const row = bySubject.get(id)
      if (row !== undefined && closesByCase(round, { id }, ended)) close(row, `case/${ended.id}`)
    }
}

/** A meeting closes what it had on its agenda, and nothing else. */
async function byMeetings(
  tx: Transaction,
  { round }: TurnRound,
  openedAt: Date,
  open: readonly OccurrenceRow[],
  closings: readonly { readonly body: string }[],
  close: Close,
): Promise<void> {
  if (closings.length === 0) return
  const meetings = await tx.db
    .selectFrom('meetings')
    .select(['id', 'body', 'topics'])
    .where('organization_id', '=', tx.organization.id)
    .where(
      'body',
      'in',
      closings.map(({ body }) => body),
    )
    .where('state', '=', 'held')
    .where('begins_at', '>=', openedAt)
    .orderBy('begins_at')
    .orderBy('id')
    .execute()
  for (const { id, body, topics } of meetings) {
    const agenda = (storedOr(Agenda, topics) ?? []).flatMap(({ occurrence }) => occurrence ?? [])
    for (const row of open)
      if (closesByMeeting(round, row, { body, agenda })) close(row, `meeting/${id}`)
  }
}

/** What of the topics of a meeting is recurring work. */
const Agenda = Type.Array(Type.Object({ occurrence: Type.Optional(Type.String()) }))
