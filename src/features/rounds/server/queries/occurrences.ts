import { sql } from 'kysely'
import { keyOfItem } from '#kernel/rounds/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { cursorsOf } from '#platform/gate/cursors.ts'
import { actorPerson } from '#platform/access/party.ts'
import { Type } from 'typebox'
import { OccurrenceQuery, RoundPath } from '../../contract/rounds.ts'
import type { OccurrencePage } from '../../contract/rounds.ts'
import type { MyOccurrences } from '../../contract/occurrences.ts'
import { hasPart, readsAnswers, seesOccurrence } from '../access.ts'
import { roundOf } from '../begin.ts'
import { leftToMachines } from '../machines/left.ts'
import { modeOf, openAll, takesAnswers } from '../occurrence.ts'
import { actsFor, doersAt, namesOf } from '../parties.ts'
import { answersIn, occurrences, stands, turns } from '../store.ts'
import { registerOfEach, subjectView } from './subjectView.ts'
import { closerOf } from './words.ts'

const positions = cursorsOf('occurrences', 'text', 'uuid')
/** Occurrences listed of those that wait for a person. */
const maxMine = 200

/** The subjects of a turn, the present one by default, with how their items were answered. */
export const roundOccurrences = defineQuery({
  name: 'round.occurrences',
  input: Type.Object({ ...RoundPath.properties, ...OccurrenceQuery.properties }),
  authorise: (tx, input) => roundOf(tx, input.round),
  async run(tx, input): Promise<OccurrencePage> {
    const turn =
      input.turn ??
      (
        await turns(tx)
          .where('round', '=', input.round)
          .orderBy('opened_at', 'desc')
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst()
      )?.id
    if (turn === undefined) return { rows: [] }
    const limit = input.limit ?? 50
    let query = occurrences(tx)
      .select(readsAnswers(tx).as('reads'))
      .where('o.turn_id', '=', turn)
      .where('o.round', '=', input.round)
      .where(seesOccurrence(tx))
    if (input.state === 'closed') query = query.where('o.closed_at', 'is not', null)
    else if (input.state !== undefined) query = query.where('o.closed_at', 'is', null)
    if (input.state === 'late') query = query.where('o.due_at', '<', tx.now)
    if (input.unit !== undefined) query = query.where('o.unit_id', '=', input.unit)
    if (input.text !== undefined && input.text.trim() !== '')
      query = query.where(
        sql`strpos(lower(o.subject_title), ${input.text.trim().toLowerCase()})`,
        '>',
        0,
      )
    if (input.after !== undefined) {
      const [title, id] = positions.read(input.after)
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('o.subject_title', 'o.id'), '>', tuple(title!, id!)),
      )
    }
    const rows = await query
      .orderBy('o.subject_title')
      .orderBy('o.id')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const reads = new Set(page.flatMap((row) => (row.reads ? [row.id] : [])))
    const answers = Map.groupBy(await answersIn(tx, [...reads]), (row) => row.occurrence_id)
    const opened = await openAll(tx, page)
    const last = page.at(-1)
    return {
      rows: opened.map(({ row, turn: of, subject, items }) => {
        const doers = doersAt(of, subject)
        const given = new Map((answers.get(row.id) ?? []).map((each) => [each.mechanism, each]))
        return {
          id: row.id,
          subject: subjectView(tx, row, registerOfEach(of.round.each)),
          who: namesOf(tx, doers),
          dueAt: row.due_at.toISOString(),
          closedAt: row.closed_at?.toISOString() ?? null,
          closedBy: closerOf(tx, row),
          late: row.closed_at === null && row.due_at < tx.now,
          mayAnswer: takesAnswers(tx, row) && actsFor(tx, doers) !== null,
          cells:
            !reads.has(row.id) || modeOf(of.round) !== 'answers'
              ? []
              : items.map((item) => {
                  const answer = given.get(item.path)
                  return {
                    key: keyOfItem(item),
                    outcome: answer !== undefined && stands(answer) ? answer.outcome : null,
                  }
                }),
        }
      }),
      ...(rows.length > limit && last
        ? { next: positions.write([last.subject_title, last.id]) }
        : {}),
    }
  },
})

/** What waits for the actor, what is due first at the top. */
export const myOccurrences = defineQuery({
  name: 'round.mine',
  input: Type.Object({}),
  authorise: () => undefined,
  async run(tx): Promise<MyOccurrences> {
    if (actorPerson(tx) === undefined) return { rows: [], more: false }
    const rows = await occurrences(tx)
      .where('o.closed_at', 'is', null)
      .where(sql<boolean>`(o.asked = 0 or o.answered < o.asked)`)
      .where(hasPart(tx, 'does'))
      .where(sql<boolean>`not ${leftToMachines(tx)}`)
      .orderBy('o.due_at')
      .orderBy('o.id')
      .limit(maxMine + 1)
      .execute()
    const opened = await openAll(tx, rows.slice(0, maxMine))
    return {
      rows: opened.map(({ row, turn }) => ({
        id: row.id,
        round: row.round,
        roundTitle: turn.round.title,
        subject: subjectView(tx, row, registerOfEach(turn.round.each)),
        dueAt: row.due_at.toISOString(),
        late: row.due_at < tx.now,
        answered: row.answered,
        asked: row.asked,
      })),
      more: rows.length > maxMine,
    }
  },
})
