import { bigrams } from '#kernel/fields/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import {
  CaseRecord,
  deadlineOf,
  encodeCaseState,
  isRestricted,
  recordOf,
  subjectOf,
  withReaders,
  withWords,
  hasEvidence,
} from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState, CaseEvent } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { stored as storedJson } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { followChecks } from './checks.ts'
import { stateOf } from './state.ts'

/** A case as it is stored. */
export interface StoredCase {
  readonly id: string
  readonly number: string
  readonly subject: string
  /** Number of events in its history. */
  readonly version: number
  /**
   * Set where the case began in this transaction: `pending` until it is inserted, `written` after
   * that.
   */
  readonly creation?: 'pending' | 'written'
  readonly openedAt: Date
  /** The edition in force when it was last written: of an ended case, that of its end. */
  readonly edition: string
  /** What an ended case keeps of its day; undefined while it is open. */
  readonly record?: CaseRecord | undefined
  readonly state: CaseState
  /** The open tasks of its present step, where they were read when it was locked. */
  readonly openTasks?: readonly string[]
}

const columns = [
  'id',
  'number',
  'subject',
  'version',
  'opened_at',
  'edition_hash',
  'record',
  'state',
] as const

/** Reads a case. To change a case, use `lockedCase`. Refuses with `not-found`. */
export async function loadCase(tx: Transaction, id: string): Promise<StoredCase> {
  const row =
    (await tx.db
      .selectFrom('cases')
      .select(columns)
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.case })
  return storedCase(row)
}

/** The columns that are read of a case. */
export interface CaseRow {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly version: number
  readonly opened_at: Date
  readonly edition_hash: string
  readonly record: unknown
  readonly state: unknown
}

export function storedCase(row: CaseRow): StoredCase {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    version: row.version,
    openedAt: row.opened_at,
    edition: row.edition_hash,
    record: recordIn(row),
    state: stateOf(row),
  }
}

/** The record of an ended case. Throws `stored-unreadable` where it has another shape. */
export const recordIn = (row: {
  readonly number: string
  readonly record: unknown
}): CaseRecord | undefined =>
  row.record === null
    ? undefined
    : storedJson(CaseRecord, row.record, `案件「${row.number}」の記録`)

function dueOf(procedure: Procedure, state: CaseState, context: CaseContext): Date | null {
  const step = state.status === 'open' ? procedure.steps.get(state.step ?? '') : undefined
  const due = step ? deadlineOf(step, state, context.calendar) : null
  return due ? new Date(due.due) : null
}

function derivedColumns(procedure: Procedure, state: CaseState, context: CaseContext, now: Date) {
  return {
    procedure: procedure.id,
    status: state.status,
    outcome: state.outcome ?? null,
    step: state.step ?? null,
    state: encodeCaseState(state),
    due_at: dueOf(procedure, state, context),
    restricted: isRestricted(procedure, state),
    ended_at: state.status === 'ended' ? now : null,
    record: state.status === 'ended' ? JSON.stringify(recordOf(procedure, state, context)) : null,
  }
}

/** Text by which a case is found: its number, its subject, the applicant and the procedure. */
export function searchTextOf(
  number: string,
  subject: string,
  applicant = '',
  procedure = '',
): string {
  return bigrams([number, subject, applicant, procedure].join('\n'))
}

function searchText(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
  number: string,
  subject: string,
): string {
  return searchTextOf(
    number,
    subject,
    context.org.persons.get(state.applicant)?.name,
    procedure.title,
  )
}

/** A new case. `updateCase` inserts it in the state that it has by then. */
export function newCase(
  tx: Transaction,
  procedure: Procedure,
  draft: CaseState,
  context: CaseContext,
  number: string,
): StoredCase {
  const state = withReaders(procedure, draft, context)
  return {
    id: tx.newId(),
    number,
    subject: subjectOf(procedure, state, context),
    version: state.history.length,
    creation: 'pending',
    openedAt: tx.now,
    edition: tx.organization.editionHash,
    state,
  }
}

/** Writes the next version of a case and the new events of its history. */
export async function updateCase(
  tx: Transaction,
  procedure: Procedure,
  stored: StoredCase,
  after: CaseState,
  context: CaseContext,
): Promise<StoredCase> {
  const state = withWords(procedure, withReaders(procedure, after, context), context)
  const subject = subjectOf(procedure, state, context)
  const isNew = stored.creation === 'pending'
  const { id, number, openedAt } = stored
  const updated: StoredCase = {
    id,
    number,
    openedAt,
    edition: tx.organization.editionHash,
    subject,
    version: isNew ? state.history.length : stored.version + 1,
    ...(isNew ? { creation: 'written' } : {}),
    state,
  }
  if (isNew) insertCase(tx, procedure, updated, context)
  else {
    const searchColumn =
      subject === stored.subject
        ? {}
        : { search: searchText(procedure, state, context, number, subject) }
    tx.deferWrite(
      tx.db
        .updateTable('cases')
        .set({
          ...derivedColumns(procedure, state, context, tx.now),
          subject,
          ...searchColumn,
          version: updated.version,
          edition_hash: updated.edition,
        })
        .where('organization_id', '=', tx.organization.id)
        .where('id', '=', stored.id),
    )
  }
  writeHistory(tx, procedure, stored.id, state.history, isNew ? 0 : stored.state.history.length)
  await followChecks(tx, procedure, updated, dueOf(procedure, state, context))
  return updated
}

function insertCase(
  tx: Transaction,
  procedure: Procedure,
  { id, number, subject, version, state }: StoredCase,
  context: CaseContext,
): void {
  tx.deferWrite(
    tx.db.insertInto('cases').values({
      organization_id: tx.organization.id,
      id,
      number,
      applicant_id: state.applicant,
      unit_id: state.applicantUnit,
      edition_hash: tx.organization.editionHash,
      opened_at: tx.now,
      version,
      subject,
      search: searchText(procedure, state, context, number, subject),
      ...derivedColumns(procedure, state, context, tx.now),
    }),
  )
  if (state.about.length === 0) return
  tx.deferWrite(
    tx.db.insertInto('links').values(
      state.about.map((entry) => ({
        organization_id: tx.organization.id,
        from_kind: 'case',
        from_id: id,
        relation: 'about',
        to_kind: 'entry',
        to_id: entry.id,
      })),
    ),
  )
}

function writeHistory(
  tx: Transaction,
  procedure: Procedure,
  caseId: string,
  history: readonly CaseEvent[],
  from: number,
): void {
  const rows = history.slice(from).map((event, i) => ({
    organization_id: tx.organization.id,
    case_id: caseId,
    seq: from + i + 1,
    step: event.step ?? '',
    decision: event.decision ?? event.kind,
    actor_id: event.person,
    acted_as: event.as,
    instead_of: event.insteadOf ?? null,
    role:
      event.party && typeof event.party === 'object' && 'seat' in event.party
        ? event.party.seat.role
        : null,
    comment: event.comment ?? null,
    filled: JSON.stringify(event.changed ?? []),
    confirmed: [...(event.confirmed ?? [])],
    at: new Date(event.at),
    procedure: procedure.id,
    evidence: hasEvidence(procedure, event),
  }))
  if (rows.length > 0) tx.deferWrite(tx.db.insertInto('case_steps').values(rows))
}

/** The numbers of cases, by id. */
export async function caseNumbers(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'number'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, number }) => [id, number]))
}
