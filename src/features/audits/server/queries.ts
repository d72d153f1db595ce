import { fieldToJson } from '#kernel/fields/index.ts'
import { dueOfMending, keyOfItem, looksAt } from '#kernel/rounds/index.ts'
import type { AskedItem, SampleSource } from '#kernel/packs/checklist.ts'
import { actorPerson } from '#platform/access/party.ts'
import { sayTo } from '#platform/access/language.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { Type } from 'typebox'
import {
  answersIn,
  closerOf,
  doersAt,
  mendersAt,
  mendingAt,
  namesOf,
  occurrences,
  openAll,
  seesOccurrence,
  shownValue,
} from '#features/rounds/server/public.ts'
import type { OpenedOccurrence } from '#features/rounds/server/public.ts'
import { AuditPath } from '../contract.ts'
import type { AuditDesk, AuditItem, AuditList } from '../contract.ts'
import { doesIt, isAudit, readableAudit } from './access.ts'
import { askedIn, idOfSource, sourcesOf, timeOf } from './programme.ts'
import { answersOfUnit, clashing, findingsOfUnit, itemLookedAt } from './facts.ts'
import type { UnitAnswer } from './facts.ts'
import { sampleViews, samplesOf } from './samples.ts'
import type { SampleRow } from './samples.ts'

/** The audits that the actor may see, what is going on first. */
export const audits = defineQuery({
  name: 'audit.list',
  input: Type.Object({}),
  authorise: () => undefined,
  async run(tx): Promise<AuditList> {
    const { rounds, checklists } = tx.organization.pack
    const ids = [...rounds.values()]
      .filter(({ closedBy }) =>
        closedBy.some((way) => way.kind === 'answers' && looksAt(checklists, way.checklist)),
      )
      .map(({ id }) => id)
    if (ids.length === 0) return { rows: [] }
    const rows = await occurrences(tx)
      .where('o.round', 'in', ids)
      .where(seesOccurrence(tx))
      .orderBy('o.closed_at', (order) => order.desc().nullsFirst())
      .orderBy('o.due_at')
      .orderBy('o.subject_title')
      .orderBy('o.id')
      .limit(300)
      .execute()
    const opened = (await openAll(tx, rows)).filter(isAudit)
    const counts = await findingCounts(
      tx,
      opened.map(({ row }) => row.id),
    )
    return {
      rows: opened.flatMap((each) => {
        const { row, turn, subject } = each
        const mine = doesIt(tx, each)
        if (!mine && row.closed_at === null) return []
        return [
          {
            id: row.id,
            round: row.round,
            roundTitle: turn.round.title,
            subject: subject.title,
            turnTitle: row.turn_title,
            who: namesOf(tx, doersAt(turn, subject)),
            dueAt: row.due_at.toISOString(),
            late: row.closed_at === null && row.due_at < tx.now,
            closedAt: row.closed_at?.toISOString() ?? null,
            answered: row.answered,
            asked: row.items.length,
            findings: counts.get(row.id) ?? 0,
            mine: mine && row.closed_at === null,
          },
        ]
      }),
    }
  },
})

async function findingCounts(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('findings')
    .select(({ fn }) => ['occurrence_id', fn.countAll<string>().as('count')])
    .where('organization_id', '=', tx.organization.id)
    .where('occurrence_id', 'in', [...ids])
    .groupBy('occurrence_id')
    .execute()
  return new Map(rows.map(({ occurrence_id, count }) => [occurrence_id, Number(count)]))
}

/** One audit: its programme, what only declared and what was found last first. */
export const audit = defineQuery({
  name: 'audit.show',
  input: AuditPath,
  authorise: (tx, input) => readableAudit(tx, input.id),
  run: (tx, _input, opened) => deskOf(tx, opened),
})

async function deskOf(tx: Transaction, opened: OpenedOccurrence): Promise<AuditDesk> {
  const { row, turn, subject, items } = opened
  const doers = doersAt(turn, subject)
  const given = new Map((await answersIn(tx, [row.id])).map((each) => [each.mechanism, each]))
  const graded = await gradesOf(tx, row.id)
  const answers = await answersOfUnit(tx, opened)
  const samples = await samplesOf(tx, row.id)
  const who = namesOf(tx, doers)
  const team = turn.round.independent?.team
  return {
    id: row.id,
    round: row.round,
    roundTitle: turn.round.title,
    turnTitle: row.turn_title,
    subject: subject.title,
    unit: subject.unit,
    dueAt: row.due_at.toISOString(),
    late: row.closed_at === null && row.due_at < tx.now,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: closerOf(tx, row),
    who,
    members: await membersOf(tx, row.id),
    team: team === undefined ? null : { wanted: team, present: who.length },
    ...timeOf(opened),
    mayAnswer: row.closed_at === null && doesIt(tx, opened),
    sources: sourcesOf(opened).map((source) => ({
      id: idOfSource(source),
      title: titleOfSource(opened, source),
    })),
    programme: items
      .map((asked) => {
        const own = answers.get(asked.drawn?.path ?? '') ?? []
        const key = keyOfItem(asked)
        return {
          key,
          title: asked.item.title,
          heading: asked.item.heading ?? '',
          carries: [...new Set([...(asked.drawn?.item.carries ?? []), ...asked.item.carries])],
          outcome: given.get(asked.path)?.outcome ?? null,
          grade: graded.get(key) ?? null,
          first: firstBecause(asked, own),
          clashes: clashing(own, isContradicted(samples, key)).size > 0,
        }
      })
      .toSorted((one, other) => rankOf(one.first) - rankOf(other.first)),
  }
}

const rankOf = (first: 'finding' | 'declared' | null): number =>
  first === 'finding' ? 0 : first === 'declared' ? 1 : 2

function firstBecause(
  { item, drawn }: AskedItem,
  answers: readonly UnitAnswer[],
): 'finding' | 'declared' | null {
  if (item.id.startsWith('findings/') || answers.some(({ outcome }) => outcome === 'finding'))
    return 'finding'
  if (drawn === undefined || answers.length === 0) return null
  return answers.every(({ proof }) => proof === 'declared') ? 'declared' : null
}

const isContradicted = (samples: readonly SampleRow[], key: string): boolean =>
  samples.some((sample) => sample.item === key && Object.values(sample.marks).includes('wrong'))

function titleOfSource({ turn }: OpenedOccurrence, source: SampleSource): string {
  const { procedures, registers } = turn.day.organization.pack
  return source.kind === 'cases'
    ? (procedures.get(source.procedure)?.title ?? source.procedure)
    : (registers.get(source.register)?.title ?? source.register)
}

async function membersOf(tx: Transaction, id: string): Promise<AuditDesk['members']> {
  const rows = await tx.db
    .selectFrom('occurrence_members')
    .select(['person_id', 'reason'])
    .where('organization_id', '=', tx.organization.id)
    .where('occurrence_id', '=', id)
    .orderBy('named_at')
    .orderBy('person_id')
    .execute()
  return rows.map(({ person_id, reason }) => ({
    name: tx.organization.view.persons.get(person_id)?.name ?? '',
    reason,
  }))
}

async function gradesOf(tx: Transaction, id: string) {
  const rows = await tx.db
    .selectFrom('audit_grades')
    .select(['item', 'grade'])
    .where('organization_id', '=', tx.organization.id)
    .where('occurrence_id', '=', id)
    .execute()
  return new Map(rows.map(({ item, grade }) => [item, grade]))
}

/** One item of an audit with all that the desk shows beside it. */
export const auditItem = defineQuery({
  name: 'audit.item',
  input: Type.Object({ ...AuditPath.properties, item: Type.String({ maxLength: 200 }) }),
  authorise: (tx, input) => readableAudit(tx, input.id),
  async run(tx, input, opened): Promise<AuditItem> {
    const asked = askedIn(opened, input.item)
    return itemOf(tx, opened, asked)
  },
})

async function itemOf(
  tx: Transaction,
  opened: OpenedOccurrence,
  asked: AskedItem,
): Promise<AuditItem> {
  const { row, turn, subject } = opened
  const { pack, view } = turn.day.organization
  const key = keyOfItem(asked)
  const path = asked.drawn?.path ?? ''
  const answers = (await answersOfUnit(tx, opened, [path])).get(path) ?? []
  const things = answers.filter(({ subject_kind: kind }) => kind !== 'person')
  const samples = (await samplesOf(tx, row.id)).filter((sample) => sample.item === key)
  const wrong = isContradicted(samples, key)
  const clashes = clashing(answers, wrong)
  const given = (await answersIn(tx, [row.id])).find(({ mechanism }) => mechanism === asked.path)
  // Of looking itself the programme says what it carries; here the wording of what is looked at stands.
  const { carries } = asked.drawn?.item ?? asked.item
  const carried = carries.length === 0 ? asked.item.carries : carries
  const nameOf = (id: string | null): string | null => view.persons.get(id ?? '')?.name ?? null
  const { when: _when, applies: _applies, proof: _proof, ask: _ask, ...field } = asked.item
  return {
    key,
    title: asked.item.title,
    help: asked.item.help ?? null,
    field: { ...fieldToJson({ ...field, id: 'value' }) } as AuditItem['field'],
    provisions: carried.flatMap((ref) => {
      const provision = pack.provisions.find((each) => each.ref === ref)
      return provision === undefined ? [] : [{ ref, text: provision.gist }]
    }),
    answers: things.slice(0, 100).map((answer) => ({
      subject: answer.title === '' ? tx.organization.title : answer.title,
      shown: shownValue(turn.day, itemLookedAt(asked), answer),
      outcome: answer.outcome,
      proof: answer.proof,
      comment: answer.comment,
      files: answer.files.length,
      by: nameOf(answer.answered_by),
      at: answer.answered_at.toISOString(),
      clashes: clashes.has(answer),
    })),
    persons: personsIn(answers),
    lastFindings: (await findingsOfUnit(tx, opened, path)).map((found) => ({
      id: found.id,
      title: found.subject_title,
      state: found.state,
      foundAt: found.found_at.toISOString(),
    })),
    samples: sampleViews(tx, samples),
    clash: clashes.size === 0 ? null : sayTo(tx, wrong ? sampleClash : answersClash),
    answer:
      given === undefined
        ? null
        : {
            value: given.value,
            shown: shownValue(turn.day, asked.item, given),
            outcome: given.outcome,
            comment: given.comment,
            by: nameOf(given.answered_by),
            at: given.answered_at.toISOString(),
          },
    grade: (await gradesOf(tx, row.id)).get(key) ?? null,
    note: await noteOf(tx, row.id, key),
    mend: {
      who: namesOf(tx, mendersAt(turn, asked, subject)),
      by: dueOfMending(mendingAt(turn, asked).within, tx.now.toISOString()),
    },
  }
}

const sampleClash = {
  ja: '「できている」という答えと、抜き取った記録が食い違っています。',
  en: 'What was answered as kept and a record that was drawn do not go together.',
}
const answersClash = {
  ja: '所属の答えどうしが食い違っています。',
  en: 'Answers of the unit do not go together.',
}

/** Below this many, persons could be told from their answers. */
const few = 5

function personsIn(answers: readonly UnitAnswer[]): AuditItem['persons'] {
  const persons = answers.filter(({ subject_kind: kind }) => kind === 'person')
  if (persons.length === 0) return null
  if (persons.length < few) return { kept: 0, findings: 0, few: true }
  const count = (outcome: UnitAnswer['outcome']): number =>
    persons.filter((answer) => answer.outcome === outcome).length
  return { kept: count('kept'), findings: count('finding'), few: false }
}

async function noteOf(tx: Transaction, id: string, item: string): Promise<string> {
  const person = actorPerson(tx)
  if (person === undefined) return ''
  const row = await tx.db
    .selectFrom('audit_notes')
    .select('note')
    .where('organization_id', '=', tx.organization.id)
    .where('occurrence_id', '=', id)
    .where('item', '=', item)
    .where('person_id', '=', person)
    .executeTakeFirst()
  return row?.note ?? ''
}
