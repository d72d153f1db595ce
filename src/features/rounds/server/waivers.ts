import { sql } from 'kysely'
import { keyOfItem } from '#kernel/rounds/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { DecideWaiver } from '../contract/occurrences.ts'
import type { AnswerReceipt } from '../contract/occurrences.ts'
import { isDone } from './answer.ts'
import { openAll } from './occurrence.ts'
import { actsFor, namesOf, waiversAt } from './parties.ts'
import { changeFinding, writeActs } from './answerFindings.ts'
import { setFindingTasks } from './roundTasks.ts'
import { settleOccurrences } from './settle.ts'
import { answersIn, isWaiting, lockedOccurrences, stands } from './store.ts'
import type { StandingRow } from './store.ts'

/** Accepts that an item does not apply, or does not; never by who said so. */
export const decideWaiver = defineAction({
  name: 'round.waive',
  title: { ja: '対象外であるかを決めた', en: 'Decided whether an item applies' },
  input: DecideWaiver,
  async authorise(tx, input) {
    const [occurrence] = await openAll(tx, await lockedOccurrences(tx, [input.id]))
    if (occurrence === undefined) refuse('not-found', { what: nouns.occurrence })
    const answers = await answersIn(tx, [input.id])
    const asked = occurrence.items.find((item) => keyOfItem(item) === input.item)
    const parties = asked && waiversAt(occurrence.turn, asked, occurrence.subject)
    const answer = answers.find((row) => row.mechanism === asked?.path)
    const sayer = answer?.answered_by ?? ''
    const as = actsFor(tx, parties ?? [], [sayer])
    if (as === null) {
      if (actorPerson(tx) === sayer && actsFor(tx, parties ?? []) !== null)
        refuse('own-answer', {
          act: { ja: '対象外を認めること', en: 'accepting that it does not apply' },
        })
      if (sayer !== actorPerson(tx)) refuse('not-found', { what: nouns.occurrence })
      refuse('not-allowed', {
        act: { ja: '対象外を認めること', en: 'accepting that an item does not apply' },
        who: listed(namesOf(tx, parties ?? [])),
      })
    }
    if (asked === undefined || answer === undefined || !isWaiting(answer))
      refuse('waiver-decided', { item: asked?.item.title ?? input.item })
    return { occurrence: { ...occurrence, as }, answers, answer, asked }
  },
  async run(tx, input, { occurrence, answers, answer, asked }) {
    const comment = input.comment?.trim() || null
    tx.deferWrite(
      tx.db
        .updateTable('standings')
        .set({
          accepted: input.accept,
          accepted_by: actorPerson(tx) ?? null,
          accepted_at: tx.now,
          acceptance: comment,
          ...(input.accept ? {} : { until_at: tx.now }),
        })
        .where('organization_id', '=', tx.organization.id)
        .where('id', '=', answer.id),
    )
    if (input.accept) await closeFinding(tx, answer, comment)
    const decided = new Map(
      answers.map((row) => [
        row.mechanism,
        row.id === answer.id ? { ...row, accepted: input.accept } : row,
      ]),
    )
    const all = occurrence.items.flatMap((item) => decided.get(item.path) ?? [])
    const progress = {
      left: occurrence.items.length - all.filter(stands).length,
      waiting: all.filter(isWaiting),
    }
    const closes = isDone(progress)
    await settleOccurrences(tx, [
      { occurrence, ...progress, closedWith: closes ? 'answers' : null },
    ])
    const receipt: AnswerReceipt = {
      answered: 1,
      findings: 0,
      left: progress.left,
      closed: closes || occurrence.row.closed_at !== null,
    }
    return {
      result: receipt,
      event: {
        subject: { kind: 'occurrence', id: input.id },
        detail: {
          round: occurrence.row.round,
          subject: occurrence.subject.title,
          item: keyOfItem(asked),
          accept: input.accept,
          said: answer.answered_by,
        },
      },
    }
  },
})

/** Where an item does not apply, what was found on it is over. */
async function closeFinding(
  tx: Transaction,
  { mechanism, subject_kind, subject_id }: StandingRow,
  comment: string | null,
): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select id from findings where organization_id = ${tx.organization.id}
    and mechanism = ${mechanism} and subject_kind = ${subject_kind} and subject_id = ${subject_id} and state <> 'closed' for no key update`.execute(
    tx.db,
  )
  const [finding] = rows
  if (finding === undefined) return
  changeFinding(tx, finding.id, 'closed')
  writeActs(tx, [{ finding: finding.id, what: 'verified', comment: comment ?? '対象外' }])
  await setFindingTasks(tx, [], [finding.id])
}
