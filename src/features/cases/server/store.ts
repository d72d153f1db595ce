import { bigrams } from '#kernel/fields/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import {
  dueAt,
  encodeCaseState,
  isRestricted,
  subjectOf,
  withReaders,
} from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState, Happening } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { readableState, stateOf } from './state.ts'

/** A case as it is stored. */
export interface StoredCase {
  readonly id: string
  readonly number: string
  readonly subject: string
  /** How many lines its history has. */
  readonly version: number
  /** It began in this transaction: `begun` is not written yet, `written` is. */
  readonly fresh?: 'begun' | 'written'
  readonly openedAt: Date
  readonly state: CaseState
}

const columns = ['id', 'number', 'subject', 'version', 'opened_at', 'state'] as const

/** Reads a case. To change it, `lockedCase` reads it. */
export async function loadCase(handle: Handle, id: string): Promise<StoredCase> {
  const row =
    (await handle.db
      .selectFrom('cases')
      .select(columns)
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.case })
  return storedCase(row)
}

/** The columns of a case as it is stored. */
export interface CaseRow {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly version: number
  readonly opened_at: Date
  readonly state: unknown
}

export function storedCase(row: CaseRow): StoredCase {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    version: row.version,
    openedAt: row.opened_at,
    state: stateOf(row),
  }
}

function derived(procedure: Procedure, state: CaseState, context: CaseContext, now: Date) {
  const step = state.status === 'open' ? procedure.steps.get(state.step ?? '') : undefined
  const due = step ? dueAt(step, state, context.calendar) : null
  return {
    status: state.status,
    outcome: state.outcome ?? null,
    step: state.step ?? null,
    state: encodeCaseState(state),
    due_at: due ? new Date(due.due) : null,
    restricted: isRestricted(procedure, state),
    ended_at: state.status === 'ended' ? now : null,
  }
}

/** What a case is found by: its number, its subject, who applied, and for what. */
function searched(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
  number: string,
  subject: string,
): string {
  return bigrams(
    [number, subject, context.org.persons.get(state.applicant)?.name ?? '', procedure.title].join(
      '\n',
    ),
  )
}

/** A case that begins in this transaction; `updateCase` writes it, where it then stands. */
export function newCase(
  handle: Handle,
  procedure: Procedure,
  begun: CaseState,
  context: CaseContext,
  number: string,
): StoredCase {
  const state = withReaders(procedure, begun, context)
  return {
    id: handle.newId(),
    number,
    subject: subjectOf(procedure, state, context),
    version: state.history.length,
    fresh: 'begun',
    openedAt: handle.now,
    state,
  }
}

/** Writes the next version of a case with what its history has gained. */
export async function updateCase(
  handle: Handle,
  procedure: Procedure,
  stored: StoredCase,
  after: CaseState,
  context: CaseContext,
): Promise<StoredCase> {
  const state = withReaders(procedure, after, context)
  const subject = subjectOf(procedure, state, context)
  const isNew = stored.fresh === 'begun'
  const { id, number, openedAt } = stored
  const kept: StoredCase = {
    id,
    number,
    openedAt,
    subject,
    version: isNew ? state.history.length : stored.version + 1,
    ...(isNew ? { fresh: 'written' } : {}),
    state,
  }
  if (isNew) insertCase(handle, procedure, kept, context)
  else {
    const renamed =
      subject === stored.subject
        ? {}
        : { subject, search: searched(procedure, state, context, number, subject) }
    handle.later(
      handle.db
        .updateTable('cases')
        .set({
          ...derived(procedure, state, context, handle.now),
          ...renamed,
          version: kept.version,
        })
        .where('organization_id', '=', handle.organization.id)
        .where('id', '=', stored.id),
    )
  }
  writeHistory(handle, stored.id, state.history, isNew ? 0 : stored.state.history.length)
  return kept
}

function insertCase(
  handle: Handle,
  procedure: Procedure,
  { id, number, subject, version, state }: StoredCase,
  context: CaseContext,
): void {
  handle.later(
    handle.db.insertInto('cases').values({
      organization_id: handle.organization.id,
      id,
      procedure: procedure.id,
      number,
      applicant_id: state.applicant,
      unit_id: state.applicantUnit,
      edition_hash: handle.organization.editionHash,
      opened_at: handle.now,
      version,
      subject,
      search: searched(procedure, state, context, number, subject),
      ...derived(procedure, state, context, handle.now),
    }),
  )
  if (state.about.length === 0) return
  handle.later(
    handle.db.insertInto('links').values(
      state.about.map((entry) => ({
        organization_id: handle.organization.id,
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
  handle: Handle,
  caseId: string,
  history: readonly Happening[],
  from: number,
): void {
  const rows = history.slice(from).map((line, i) => ({
    organization_id: handle.organization.id,
    case_id: caseId,
    seq: from + i + 1,
    step: line.step ?? '',
    decision: line.decision ?? line.kind,
    actor_id: line.person,
    acted_as: line.as,
    instead_of: line.insteadOf ?? null,
    role:
      line.party && typeof line.party === 'object' && 'seat' in line.party
        ? line.party.seat.role
        : null,
    comment: line.comment ?? null,
    filled: JSON.stringify(line.changed ?? []),
    confirmed: [...(line.confirmed ?? [])],
    at: new Date(line.at),
  }))
  if (rows.length > 0) handle.later(handle.db.insertInto('case_steps').values(rows))
}

/** Keeps that a case began from another. */
export function linkFollowing(handle: Handle, id: string, origin: string): void {
  handle.later(
    handle.db.insertInto('links').values({
      organization_id: handle.organization.id,
      from_kind: 'case',
      from_id: id,
      relation: 'follows',
      to_kind: 'case',
      to_id: origin,
    }),
  )
}

/** A case that this one began from, or that began from it. */
export interface LinkedCase {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly relation: 'origin' | 'following'
  readonly state: CaseState
}

/** The cases linked with a case, as far as they can be read: the one whose outcome opened it, and those that its own outcome opened. */
export async function linkedCases(handle: Handle, id: string): Promise<LinkedCase[]> {
  const org = handle.organization.id
  const rows = await handle.db
    .selectFrom('links as l')
    .innerJoin('cases as c', (join) =>
      join
        .onRef('c.organization_id', '=', 'l.organization_id')
        .on((eb) =>
          eb.or([
            eb.and([eb('l.from_id', '=', id), eb('c.id', '=', eb.ref('l.to_id'))]),
            eb.and([eb('l.to_id', '=', id), eb('c.id', '=', eb.ref('l.from_id'))]),
          ]),
        ),
    )
    .select(['c.id', 'c.number', 'c.subject', 'c.state', 'l.from_id'])
    .where('l.organization_id', '=', org)
    .where('l.relation', '=', 'follows')
    .where('l.from_kind', '=', 'case')
    .where('l.to_kind', '=', 'case')
    .where((eb) => eb.or([eb('l.from_id', '=', id), eb('l.to_id', '=', id)]))
    .orderBy('c.id')
    .execute()
  return rows.flatMap((row) => {
    const state = readableState(row)
    if (state === undefined) return []
    const relation = row.from_id === id ? 'origin' : 'following'
    return [{ id: row.id, number: row.number, subject: row.subject, state, relation }]
  })
}
