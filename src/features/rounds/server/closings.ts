import { closesByCase, closesByLine } from '#kernel/rounds/index.ts'
import type { Closing } from '#kernel/packs/round.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { TurnRound } from './edition.ts'
import { endedCases } from './occasions.ts'
import type { OccurrenceRow } from './store.ts'

/** An open occurrence, and what the records have that closes it. */
export interface ClosedElsewhere {
  readonly id: string
  readonly with: string
}

/**
 * What the records hold since a turn was opened that closes some of its open occurrences: new
 * lines, cases that ended, meetings that were held. Each kind takes one statement.
 */
export async function closedElsewhere(
  tx: Transaction,
  turn: TurnRound,
  openedAt: Date,
  open: readonly OccurrenceRow[],
): Promise<ClosedElsewhere[]> {
  if (open.length === 0) return []
  const { closedBy } = turn.round
  const closed = new Map<string, string>()
  const close = (row: OccurrenceRow, by: string): void => {
    if (!closed.has(row.id)) closed.set(row.id, by)
  }
  await byLines(tx, turn, openedAt, open, of(closedBy, 'line'), close)
  await byCases(tx, turn, openedAt, open, of(closedBy, 'ended'), close)
  await byMeetings(tx, openedAt, open, of(closedBy, 'meeting'), close)
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
  openedAt: Date,
  open: readonly OccurrenceRow[],
  closings: readonly { readonly register: string }[],
  close: Close,
): Promise<void> {
  if (closings.length === 0) return
  const lines = await tx.db
    .selectFrom('entries')
    .select(['id', 'register', 'unit_id', 'fields'])
    .where('organization_id', '=', tx.organization.id)
    .where(
      'register',
      'in',
      closings.map(({ register }) => register),
    )
    .where('created_at', '>=', openedAt)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const bySubject = new Map(open.map((row) => [row.subject_id, row]))
  const { registers } = day.organization.pack
  for (const line of lines) {
    const named = new Set([
      '',
      line.unit_id ?? '',
      ...Object.values(line.fields).flat().map(String),
    ])
    for (const id of named) {
      const row = bySubject.get(id)
      const unit = line.unit_id ?? undefined
      if (row !== undefined && closesByLine(round, { id }, { ...line, unit }, registers))
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

async function byMeetings(
  tx: Transaction,
  openedAt: Date,
  open: readonly OccurrenceRow[],
  closings: readonly { readonly body: string }[],
  close: Close,
): Promise<void> {
  if (closings.length === 0) return
  const meeting = await tx.db
    .selectFrom('meetings')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where(
      'body',
      'in',
      closings.map(({ body }) => body),
    )
    .where('state', '=', 'held')
    .where('begins_at', '>=', openedAt)
    .orderBy('begins_at')
    .executeTakeFirst()
  if (meeting !== undefined) for (const row of open) close(row, `meeting/${meeting.id}`)
}
