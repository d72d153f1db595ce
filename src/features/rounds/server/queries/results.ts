import { sql } from 'kysely'
import { Type } from 'typebox'
import { checklistOf, itemsAsked, keyOfItem } from '#kernel/rounds/index.ts'
import { leastAnswers, unitsShown } from '#kernel/rounds/smallGroups.ts'
import { unitsUnder } from '#kernel/organization/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { mayAdminister } from '#platform/access/party.ts'
import { sayTo } from '#platform/access/language.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { mayReadJournal } from '#features/journal/server/public.ts'
import { ResultsPath, ResultsQuery } from '../../contract/results.ts'
import type { Figures, RoundResults, UnitResult } from '../../contract/results.ts'
import { unitsLed } from '#platform/access/led.ts'
import { roundOf } from '../begin.ts'
import { underEdition } from '../edition.ts'
import { modeOf } from '../occurrence.ts'
import { turns } from '../store.ts'
import type { TurnRow } from '../store.ts'

/** Turns to choose from, the newest first. */
const maxTurns = 12

/** Whose results the actor sees: of everybody, or of the units that they lead. */
type Sight = 'everybody' | readonly string[]

function sightOf(tx: Transaction): Sight | undefined {
  if (tx.actor.kind === 'person' && tx.actor.limited) return undefined
  if (mayAdminister(tx) || mayReadJournal(tx)) return 'everybody'
  const led = unitsLed(tx)
  return led.length === 0 ? undefined : led
}

/** What people are asked; about all else the single answers are there to be read. */
const isOfPeople = (round: Round): boolean =>
  (round.each.kind === 'person' || round.each.kind === 'holder') && modeOf(round) === 'answers'

/** Whether the actor may see how people answered. */
export const mayReadResults = (tx: Transaction, round: Round): boolean =>
  isOfPeople(round) && sightOf(tx) !== undefined

/**
 * How people answered in a turn, by unit. Who may see it are those who administer the policy or read
 * its journal, and for their own units those who lead them. What is protected is worked out over the
 * whole organisation, so that two readers together learn no more than one.
 */
export const roundResults = defineQuery({
  name: 'round.results',
  input: Type.Object({ ...ResultsPath.properties, ...ResultsQuery.properties }),
  authorise(tx, input): { readonly round: Round; readonly sight: Sight } {
    const round = roundOf(tx, input.round)
    const sight = sightOf(tx)
    return sight === undefined || !isOfPeople(round)
      ? refuse('not-found', { what: nouns.recurringWork })
      : { round, sight }
  },
  async run(tx, input, { round, sight }): Promise<RoundResults> {
    const rows = await turns(tx)
      .where('round', '=', round.id)
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(maxTurns)
      .execute()
    const at = input.turn === undefined ? 0 : rows.findIndex(({ id }) => id === input.turn)
    if (at < 0) refuse('not-found', { what: nouns.recurringWork })
    const [turn, before] = [rows[at], rows[at + 1]]
    const named = (row: TurnRow | undefined) =>
      row === undefined ? null : { id: row.id, title: row.title }
    const items = await itemsOf(tx, round, turn)
    return {
      round: { id: round.id, title: round.title },
      turn: named(turn),
      before: named(before),
      turns: rows.map(({ id, title }) => ({ id, title })),
      items: items.map(({ path: _path, ...item }) => item),
      units: turn === undefined ? [] : await unitResults(tx, sight, items, turn, before),
      least: leastAnswers,
    }
  },
})

interface AskedIn {
  readonly path: string
  readonly key: string
  readonly title: string
  readonly carries: string[]
}

async function itemsOf(
  tx: Transaction,
  round: Round,
  turn: TurnRow | undefined,
): Promise<readonly AskedIn[]> {
  const day = turn === undefined ? tx : await underEdition(tx, turn.edition_hash)
  const { pack } = day.organization
  const checklist = checklistOf(pack.rounds.get(round.id) ?? round) ?? ''
  return itemsAsked(pack.checklists, checklist).map((asked) => ({
    path: asked.path,
    key: keyOfItem(asked),
    title: asked.item.title,
    carries: [...asked.item.carries],
  }))
}

async function unitResults(
  tx: Transaction,
  sight: Sight,
  items: readonly AskedIn[],
  turn: TurnRow,
  before: TurnRow | undefined,
): Promise<UnitResult[]> {
  const progress = await progressIn(tx, turn.id)
  const now = await figuresIn(tx, turn.id)
  const earlier = before === undefined ? undefined : await figuresIn(tx, before.id)
  const unitOf = (id: string | null, title: string, depth: number): UnitResult => {
    const below = id === null ? undefined : new Set(unitsUnder(tx.organization.view, id))
    const sums = progress.filter(({ unit }) => below === undefined || below.has(unit))
    return {
      id,
      title,
      depth,
      asked: sums.reduce((sum, row) => sum + row.asked, 0),
      closed: sums.reduce((sum, row) => sum + row.closed, 0),
      items: items.map(({ path, key }) => ({
        key,
        figures: now.of(path, id),
        before: earlier?.of(path, id) ?? null,
      })),
    }
  }
  const { units } = tx.organization.view
  const seen = sight === 'everybody' ? [...units.keys()] : sight
  const rows = placed(tx, seen).map(({ id, depth }) =>
    unitOf(id, units.get(id)?.title ?? '', depth),
  )
  const everybody = sayTo(tx, { ja: '全体', en: 'Everybody' })
  const whole = sight === 'everybody' ? [unitOf(null, everybody, 0)] : []
  return [...whole, ...rows].filter(({ asked }) => asked > 0)
}

/** Units in the order of the tree, with their depth below what is seen. */
function placed(
  { organization: { view } }: Transaction,
  seen: readonly string[],
): readonly { readonly id: string; readonly depth: number }[] {
  const visible = new Set(seen)
  const below = Map.groupBy(
    [...view.units.values()].filter(({ id }) => visible.has(id)),
    ({ parent }) => (parent != null && visible.has(parent) ? parent : null),
  )
  const walk = (parent: string | null, depth: number): { id: string; depth: number }[] =>
    (below.get(parent) ?? []).flatMap(({ id }) => [{ id, depth }, ...walk(id, depth + 1)])
  return walk(null, 0)
}

interface ProgressRow {
  readonly unit: string
  readonly asked: number
  readonly closed: number
}

async function progressIn(tx: Transaction, turn: string): Promise<readonly ProgressRow[]> {
  const { rows } = await sql<ProgressRow>`
    select coalesce(unit_id::text, '') as unit, count(*)::int as asked, count(closed_at)::int as closed
    from occurrences where organization_id = ${tx.organization.id} and turn_id = ${turn}
      and closed_with is distinct from 'gone' group by unit_id`.execute(tx.db)
  return rows
}

/** The figures of a turn: of an item in a unit with all below it, or in all; null where they are too few. */
interface TurnFigures {
  readonly of: (path: string, unit: string | null) => Figures | null
}

interface FigureRow extends Figures {
  readonly mechanism: string
  readonly unit: string
}

async function figuresIn(tx: Transaction, turn: string): Promise<TurnFigures> {
  const { rows } = await sql<FigureRow>`
    select s.mechanism, s.unit, count(*) filter (where s.outcome = 'kept')::int as kept,
      count(*) filter (where s.outcome = 'finding')::int as findings,
      count(*) filter (where s.outcome = 'not-applicable' and s.accepted)::int as "notApplicable"
    from (select distinct on (s.occurrence_id, s.mechanism) s.mechanism, s.outcome, s.accepted, coalesce(o.unit_id::text, '') as unit
      from occurrences o join standings s on s.organization_id = o.organization_id and s.occurrence_id = o.id
      where o.organization_id = ${tx.organization.id} and o.turn_id = ${turn}
      order by s.occurrence_id, s.mechanism, s.until_at desc nulls first, s.recorded_at desc, s.id desc) s
    group by s.mechanism, s.unit`.execute(tx.db)
  const byItem = Map.groupBy(rows, ({ mechanism }) => mechanism)
  const shown = new Map(
    [...byItem].map(([path, of]) => [path, unitsShown(answeringUnits(tx, of))] as const),
  )
  const trees = new Map<string, ReadonlySet<string>>()
  const isIn = (unit: string, row: FigureRow): boolean => {
    const tree = trees.get(unit) ?? new Set(unitsUnder(tx.organization.view, unit))
    trees.set(unit, tree)
    return tree.has(row.unit)
  }
  return {
    of: (path, unit) => {
      const all = byItem.get(path) ?? []
      if (unit !== null && shown.get(path)?.has(unit) !== true) return null
      const sum = sumOf(unit === null ? all : all.filter((row) => isIn(unit, row)))
      return countOf(sum) < leastAnswers ? null : sum
    },
  }
}

/** Every unit with the answers given in it; those of no unit, or of one that is gone, stand apart. */
function answeringUnits({ organization: { view } }: Transaction, rows: readonly FigureRow[]) {
  const given = new Map(rows.map((row) => [row.unit, countOf(row)]))
  return [
    ...[...view.units.values()].map(({ id, parent }) => ({
      id,
      parent: parent ?? null,
      answers: given.get(id) ?? 0,
    })),
    ...[...given]
      .filter(([id]) => !view.units.has(id))
      .map(([id, answers]) => ({ id, parent: null, answers })),
  ]
}

const countOf = ({ kept, findings, notApplicable }: Figures): number =>
  kept + findings + notApplicable

function sumOf(rows: readonly Figures[]): Figures {
  return rows.reduce<Figures>(
    (sum, row) => ({
      kept: sum.kept + row.kept,
      findings: sum.findings + row.findings,
      notApplicable: sum.notApplicable + row.notApplicable,
    }),
    { kept: 0, findings: 0, notApplicable: 0 },
  )
}
