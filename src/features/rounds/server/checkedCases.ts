import { sql } from 'kysely'
import { listsOf, pathOfCheck, roundOfStep } from '#kernel/rounds/index.ts'
import type { StepCheck } from '#kernel/packs/procedure.ts'
import { subjectOf } from '#kernel/packs/read/subject.ts'
import { subjectsChecked } from '#kernel/procedures/index.ts'
import type { CheckFact, LookedAt } from '#kernel/procedures/index.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { StepCheckView } from '#features/cases/contract/checks.ts'
import type { CheckedCase } from '#features/cases/server/public.ts'
import { itemsFor, itemsAsked, keyOfItem } from '#kernel/rounds/index.ts'
import type { TurnRound } from './edition.ts'
import { keptFor } from './keptRounds.ts'
import { openAll } from './occurrence.ts'
import type { OpenedOccurrence } from './occurrence.ts'
import { addOccurrences, writeParties } from './openTurn.ts'
import { actsFor, doersAt, partiesWithout, partsAt } from './parties.ts'
import { answersIn, findings, isWaiting, occurrences, stands, turns } from './store.ts'
import type { StandingRow } from './store.ts'
import { keyOfRow, kindOf, subjectKey, subjectsOfRows } from './subjects.ts'
import type { Subject, SubjectRow } from './subjects.ts'

/** What stands for no limit of the step: an occurrence has a date. */
const yearInMs = 366 * 86_400_000

/** The turn of a step is told from others by the case and by the event that brought it there. */
const periodOf = ({ id, state }: Pick<CheckedCase, 'id' | 'state'>): string =>
  `case/${id}/${state.history.findLastIndex(({ to }) => to !== undefined) + 1}`

/** The subjects of the lists that the present step asks, by the round that they are kept under. */
function wantedBy(
  tx: Transaction,
  { procedure, state }: CheckedCase,
): ReadonlyMap<string, { readonly list: string; readonly subjects: readonly SubjectRow[] }> {
  const step = state.status === 'open' ? procedure.steps.get(state.step ?? '') : undefined
  if (step === undefined) return new Map()
  const { checklists } = tx.organization.pack
  return new Map(
    listsOf(step).flatMap((list) => {
      const kind = checklists.get(list)?.of.kind
      if (kind === undefined) return []
      const ids = (step.checks ?? []).flatMap((check) =>
        check.kind === 'answers' && check.checklist === list
          ? subjectsChecked(kind, check.of, state)
          : [],
      )
      const subjects = [...new Set(ids)].map((id) => named(kind, id))
      return [[pathOfCheck(procedure.id, step.id, list), { list, subjects }] as const]
    }),
  )
}

const named = (kind: Subject['kind'], id: string): SubjectRow => ({
  subject_kind: kind,
  subject_id: id,
  subject_title: '',
  unit_id: null,
})

/**
 * Opens what the present step of a case asks, for whoever acts there; ends what the case has left, where
 * it was not finished.
 */
export async function followCase(
  tx: Transaction,
  checked: CheckedCase & { readonly due: Date | null },
): Promise<void> {
  const wanted = wantedBy(tx, checked)
  const there = await turns(tx)
    .where('case_id', '=', checked.id)
    .where('left_at', 'is', null)
    .execute()
  const period = periodOf(checked)
  const left = there.filter((turn) => turn.period !== period || !wanted.has(turn.round))
  leaveTurns(
    tx,
    left.map(({ id }) => id),
  )
  for (const [path, { subjects }] of wanted) {
    const turn = turnAt(tx, checked, path)
    if (turn === undefined) continue
    const found = there.find((each) => each.round === path && each.period === period)
    const subjectOfRow = await subjectsOfRows(tx, subjects)
    const all = subjects.map(subjectOfRow)
    if (found === undefined) await openAtStep(tx, checked, path, turn, all)
    else {
      await addOccurrences(tx, turn, found, await withoutThere(tx, found.id, all))
      await handOver(tx, turn, found.id)
    }
  }
}

function turnAt(tx: Transaction, { state }: CheckedCase, path: string): TurnRound | undefined {
  const round = roundOfStep(tx.organization.pack, path)
  const doers = state.waitingFor
    .filter(({ decided }) => decided === undefined)
    .flatMap(({ party, excluded }) => partiesWithout(tx, [party], excluded))
  return round && { day: tx, round, doers }
}

async function openAtStep(
  tx: Transaction,
  checked: CheckedCase & { readonly due: Date | null },
  path: string,
  turn: TurnRound,
  subjects: readonly Subject[],
): Promise<void> {
  const { id, number, procedure, state, due } = checked
  const step = procedure.steps.get(state.step ?? '')
  const row = {
    id: tx.newId(),
    opened_at: tx.now,
    due_at: due ?? new Date(tx.now.getTime() + yearInMs),
  }
  const asked = subjects.filter((subject) => itemsOf(tx, turn, subject).length > 0)
  if (asked.length === 0) return
  await tx.db
    .insertInto('round_turns')
    .values({
      organization_id: tx.organization.id,
      ...row,
      round: path,
      period: periodOf(checked),
      edition_hash: tx.organization.editionHash,
      title: `${number} ${step?.title ?? ''}`,
      case_id: id,
    })
    .execute()
  await addOccurrences(tx, turn, row, asked)
}

function itemsOf(tx: Transaction, { round }: TurnRound, subject: Subject) {
  const { checklists, choices } = tx.organization.pack
  const [closing] = round.closedBy
  return closing?.kind === 'answers'
    ? itemsFor(itemsAsked(checklists, closing.checklist), subject, choices)
    : []
}

async function withoutThere(
  tx: Transaction,
  turn: string,
  subjects: readonly Subject[],
): Promise<readonly Subject[]> {
  const rows = await occurrences(tx).where('o.turn_id', '=', turn).execute()
  const there = new Set(rows.map(keyOfRow))
  return subjects.filter(({ kind, id }) => !there.has(subjectKey(kind, id)))
}

/** What is asked belongs to whoever acts at the step now. */
async function handOver(tx: Transaction, turn: TurnRound, id: string): Promise<void> {
  const rows = await occurrences(tx).where('o.turn_id', '=', id).execute()
  const subjectOfRow = await subjectsOfRows(tx, rows)
  await sql`delete from occurrence_parties where organization_id = ${tx.organization.id} and turn_id = ${id}`.execute(
    tx.db,
  )
  writeParties(
    tx,
    id,
    rows.map((row) => ({ id: row.id, parts: partsAt(turn, subjectOfRow(row)) })),
  )
}

/** A case went on: nothing of what it left takes answers any more, and what is open is over. */
function leaveTurns(tx: Transaction, ids: readonly string[]): void {
  if (ids.length === 0) return
  const organization = tx.organization.id
  const ending = sql`update occurrences o set closed_at = ${tx.now}, closed_as = 'program', closed_with = 'gone'
    where o.organization_id = ${organization} and o.turn_id = any(${[...ids]}::uuid[]) and o.closed_at is null
    returning ${sql.raw(stateColumns('occurrences', 'o'))}`
  tx.deferWrite({ compile: () => ending.compile(tx.db) })
  const leaving = sql`update round_turns t set left_at = ${tx.now}, closed_at = coalesce(t.closed_at, ${tx.now})
    where t.organization_id = ${organization} and t.id = any(${[...ids]}::uuid[]) and t.left_at is null
    returning ${sql.raw(stateColumns('round_turns', 't'))}`
  tx.deferWrite({ compile: () => leaving.compile(tx.db) })
}

/** One check of a step about one subject. */
interface Looked {
  readonly check: StepCheck
  readonly title: string
  readonly subject: Subject
  readonly fact: CheckFact
  readonly occurrence?: OpenedOccurrence
}

/** How what the present step of a case checks stands, by the records of now. */
export async function checkFacts(tx: Transaction, checked: CheckedCase): Promise<CheckFact[]> {
  return (await lookedAt(tx, checked)).map(({ fact }) => fact)
}

/** The same for the page of the case. */
export async function checkViews(tx: Transaction, checked: CheckedCase): Promise<StepCheckView[]> {
  const { procedure, state } = checked
  const mustBeRight = procedure.steps.get(state.step ?? '')?.mustBeRight === true
  return (await lookedAt(tx, checked)).flatMap((looked): StepCheckView[] => {
    const { check, title, subject, fact, occurrence } = looked
    const asked = occurrence?.items.length ?? 0
    if (check.kind === 'answers' && asked + fact.open.length === 0) return []
    const isMine =
      occurrence !== undefined && actsFor(tx, doersAt(occurrence.turn, occurrence.subject)) !== null
    return [
      {
        kind: check.kind,
        title,
        subject: subject.title,
        href:
          check.kind === 'round'
            ? `/rounds/${check.round}`
            : isMine
              ? `/checks/${occurrence.row.id}`
              : null,
        occurrence: isMine ? occurrence.row.id : null,
        asked: check.kind === 'round' ? 0 : Math.max(asked, fact.open.length),
        answered: Math.max(0, asked - fact.open.length),
        wrong: fact.wrong.map((item) => item.title),
        done: fact.open.length === 0 && (!mustBeRight || fact.wrong.length === 0),
      },
    ]
  })
}

async function lookedAt(tx: Transaction, checked: CheckedCase): Promise<Looked[]> {
  const { procedure, state } = checked
  const step = procedure.steps.get(state.step ?? '')
  const looked: Looked[] = []
  for (const check of step?.checks ?? [])
    looked.push(
      ...(check.kind === 'round'
        ? await roundLookedAt(tx, checked, check)
        : await listLookedAt(tx, checked, check)),
    )
  return looked
}

async function roundLookedAt(
  tx: Transaction,
  { state }: CheckedCase,
  check: Extract<StepCheck, { kind: 'round' }>,
): Promise<Looked[]> {
  const round = tx.organization.pack.rounds.get(check.round)
  if (round === undefined) return []
  const rows = subjectsChecked(subjectOf(round.each).kind, check.of, state).map((id) =>
    named(kindOf(round.each), id),
  )
  const subjectOfRow = await subjectsOfRows(tx, rows)
  const subjects = rows.map(subjectOfRow)
  const kept = await keptFor(tx, round, subjects)
  const item: LookedAt = { key: round.id, title: round.title, carries: round.carries }
  return subjects.map((subject) => ({
    check,
    title: round.title,
    subject,
    fact: {
      kind: 'round',
      subject: subject.title,
      open: kept.has(subject.id) ? [] : [item],
      wrong: [],
    },
  }))
}

async function listLookedAt(
  tx: Transaction,
  checked: CheckedCase,
  check: Extract<StepCheck, { kind: 'answers' }>,
): Promise<Looked[]> {
  const { procedure, state } = checked
  const { checklists, choices } = tx.organization.pack
  const list = checklists.get(check.checklist)
  if (list === undefined) return []
  const path = pathOfCheck(procedure.id, state.step ?? '', list.id)
  const rows = await occurrences(tx)
    .where('t.case_id', '=', checked.id)
    .where('t.round', '=', path)
    .where('t.period', '=', periodOf(checked))
    .execute()
  const opened = await openAll(tx, rows)
  const ids = opened.map(({ row }) => row.id)
  const answers = Map.groupBy(await answersIn(tx, ids), (row) => row.occurrence_id)
  const mended = await mendedAnswers(tx, ids)
  const wanted = subjectsChecked(list.of.kind, check.of, state).map((id) => named(list.of.kind, id))
  const subjectOfRow = await subjectsOfRows(tx, wanted)
  return wanted.map((row): Looked => {
    const subject = subjectOfRow(row)
    const occurrence = opened.find((each) => keyOfRow(each.row) === keyOfRow(row))
    const given = new Map(
      (answers.get(occurrence?.row.id ?? '') ?? []).map((each) => [each.mechanism, each]),
    )
    const items = occurrence?.items ?? itemsFor(itemsAsked(checklists, list.id), subject, choices)
    const of = (wantedState: 'open' | 'wrong'): LookedAt[] =>
      items.flatMap((one) =>
        stateOf(given.get(one.path), mended) === wantedState
          ? [{ key: keyOfItem(one), title: one.item.title, carries: one.item.carries }]
          : [],
      )
    return {
      check,
      title: list.title,
      subject,
      fact: { kind: 'answers', subject: subject.title, open: of('open'), wrong: of('wrong') },
      ...(occurrence === undefined ? {} : { occurrence }),
    }
  })
}

/** A 対象外 is no answer until somebody has accepted it; a finding is right again once it is over. */
function stateOf(
  answer: StandingRow | undefined,
  mended: ReadonlySet<string>,
): 'open' | 'wrong' | 'right' {
  if (answer === undefined || !stands(answer) || isWaiting(answer)) return 'open'
  if (answer.outcome === 'not-applicable') return answer.accepted === true ? 'right' : 'open'
  return answer.outcome === 'finding' && !mended.has(answer.id) ? 'wrong' : 'right'
}

/** The answers whose findings are mended, and seen to be where the policy wants that. */
async function mendedAnswers(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await findings(tx)
    .where('f.occurrence_id', 'in', [...ids])
    .where('f.state', '=', 'closed')
    .execute()
  return new Set(rows.map(({ standing_id }) => standing_id))
}
