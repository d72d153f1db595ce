import {
  goesThrough,
  lineSubject,
  organizationSubject,
  personSubject,
  unitSubject,
} from '#kernel/rounds/index.ts'
import type { RoundSubjectFacts } from '#kernel/rounds/index.ts'
import { covers, seatsHeldBy } from '#kernel/organization/index.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import type { Round, RoundSubject } from '#kernel/packs/round.ts'
import { endedStates } from '#kernel/packs/states.ts'
import type { SubjectKind } from '#platform/db/tables/rounds.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { membersNamed } from './membersNamed.ts'
import type { Member } from './membersNamed.ts'

/** A subject of a round by the records of today. */
export interface Subject extends RoundSubjectFacts {
  readonly kind: SubjectKind
  readonly unit: string | null
  /** Who was named to look at it in rounds that want others than its own people. */
  readonly members?: readonly Member[]
}

/** What names a subject in a row. */
export interface SubjectRow {
  readonly subject_kind: SubjectKind
  readonly subject_id: string
  readonly subject_title: string
  readonly unit_id: string | null
}

export const subjectKey = (kind: string, id: string): string => `${kind}/${id}`
export const keyOfSubject = ({ kind, id }: Pick<Subject, 'kind' | 'id'>): string =>
  subjectKey(kind, id)
export const keyOfRow = (row: Pick<SubjectRow, 'subject_kind' | 'subject_id'>): string =>
  subjectKey(row.subject_kind, row.subject_id)

/** The kind of the subjects of a round; whoever holds a role is a person. */
export const kindOf = ({ kind }: RoundSubject): SubjectKind => (kind === 'holder' ? 'person' : kind)

/** Everything that a round goes through today, under the edition of the transaction. */
export async function subjectsOf(tx: Transaction, round: Round): Promise<Subject[]> {
  const { choices } = tx.organization.pack
  const subjects = (await allOf(tx, round.each)).filter((subject) =>
    goesThrough(round, subject, choices),
  )
  if (round.independent === undefined) return subjects
  const named = await membersNamed(tx)
  return subjects.map((subject) => withMembers(subject, named))
}

const withMembers = (subject: Subject, named: ReadonlyMap<string, readonly Member[]>): Subject => ({
  ...subject,
  members: named.get(keyOfSubject(subject)) ?? [],
})

async function allOf(tx: Transaction, each: RoundSubject): Promise<Subject[]> {
  const { view, pack } = tx.organization
  switch (each.kind) {
    case 'organization':
      return [theOrganization(tx)]
    case 'unit':
      return [...view.units.values()]
        .filter(({ to }) => to === undefined || to >= tx.today)
        .map(({ id }) => aUnit(tx, id))
    case 'person':
      return [...view.persons.values()]
        .filter((person) => covers(person, tx.today))
        .map(({ id }) => aPerson(tx, id))
    case 'holder':
      return [...view.persons.values()]
        .filter(
          (person) =>
            covers(person, tx.today) &&
            seatsHeldBy(view, pack.roles, person.id, tx.today).some(
              ({ role }) => role === each.role,
            ),
        )
        .map(({ id }) => aPerson(tx, id))
    case 'line': {
      const register = pack.registers.get(each.register)
      if (register === undefined) return []
      const ended = endedStates(pack, register)
      let query = lines(tx).where('register', '=', each.register)
      if (ended.length > 0) query = query.where('state', 'not in', [...ended])
      return (await query.orderBy('name').orderBy('id').execute()).map((row) => aLine(tx, row))
    }
  }
}

/**
 * The subjects of rows as the records have them now, by `keyOfRow`; what is no longer there as it
 * was called then.
 */
export async function subjectsOfRows(
  tx: Transaction,
  rows: readonly SubjectRow[],
): Promise<(row: SubjectRow) => Subject> {
  const ids = [
    ...new Set(rows.flatMap((row) => (row.subject_kind === 'line' ? [row.subject_id] : []))),
  ]
  const found = ids.length === 0 ? [] : await lines(tx).where('id', 'in', ids).execute()
  const byId = new Map(found.map((row) => [row.id, row]))
  const named = await membersNamed(tx)
  const subjectAt = (row: SubjectRow): Subject => {
    const { subject_kind: kind, subject_id: id, subject_title: title, unit_id: unit } = row
    const location = unit === null ? {} : { unit }
    const gone: Subject = { kind, id, title, unit, names: {}, location, fields: {} }
    switch (kind) {
      case 'organization':
        return theOrganization(tx)
      case 'unit':
        return tx.organization.view.units.has(id) ? aUnit(tx, id) : gone
      case 'person':
        return tx.organization.view.persons.has(id) ? aPerson(tx, id) : { ...gone, person: id }
      case 'line': {
        const line = byId.get(id)
        return line === undefined ? gone : aLine(tx, line)
      }
    }
  }
  return named.size === 0 ? subjectAt : (row) => withMembers(subjectAt(row), named)
}

const lines = (tx: Transaction) =>
  tx.db
    .selectFrom('entries')
    .select(['id', 'register', 'number', 'name', 'unit_id', 'state', 'class', 'fields'])
    .where('organization_id', '=', tx.organization.id)

type LineRow = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

function aLine(tx: Transaction, row: LineRow): Subject {
  const facts = lineSubject(tx.organization.pack.registers, {
    id: row.id,
    register: row.register,
    title: row.name === '' ? row.number : row.name,
    fields: row.fields,
    state: row.state,
    class: (row.class as ClassValue | null) ?? undefined,
    ...(row.unit_id === null ? {} : { unit: row.unit_id }),
  })
  return { ...facts, kind: 'line', unit: row.unit_id }
}

const theOrganization = (tx: Transaction): Subject => ({
  ...organizationSubject(tx.organization.title),
  kind: 'organization',
  unit: null,
})

const aUnit = (tx: Transaction, id: string): Subject => ({
  ...unitSubject(tx.organization.view, id),
  kind: 'unit',
  unit: id,
})

function aPerson(tx: Transaction, id: string): Subject {
  const { view, pack } = tx.organization
  return {
    ...personSubject(view, pack.roles, id, tx.today),
    kind: 'person',
    unit: view.persons.get(id)?.unit ?? null,
  }
}
