import { formatEra, dayOf } from '#kernel/calendar/index.ts'
import { dueOfOccasion } from '#kernel/rounds/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import { refuse } from '#kernel/problems/index.ts'
import { dayWords } from '#kernel/words/days.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { BeginTurn } from '../contract/rounds.ts'
import { askedSubjects, openTurn } from './openTurn.ts'
import { actsFor, doersAt, namesOf } from './parties.ts'
import { turns } from './store.ts'
import { subjectsOf } from './subjects.ts'
import type { Subject } from './subjects.ts'

export function roundOf(tx: Transaction, id: string): Round {
  return tx.organization.pack.rounds.get(id) ?? refuse('not-found', { what: nouns.recurringWork })
}

/** Whether a round may be begun by hand at all. */
export const isBegunByHand = ({ on }: Round): boolean => on.some(({ kind }) => kind === 'hand')

/** The subjects about which the actor has a round to do: who does it also sees when it is needed. */
export function ownSubjects(
  tx: Transaction,
  round: Round,
  subjects: readonly Subject[],
): readonly Subject[] {
  return subjects.filter((subject) => actsFor(tx, doersAt({ day: tx, round }, subject)) !== null)
}

/** Begins a turn because somebody who has it to do thinks it is needed, with the reason. */
export const beginTurn = defineAction({
  name: 'round.begin',
  title: { ja: '要るときに行うものを始めた', en: 'Began recurring work by hand' },
  input: BeginTurn,
  async authorise(tx, input) {
    const round = roundOf(tx, input.round)
    if (!isBegunByHand(round)) refuse('not-found', { what: nouns.recurringWork })
    const subjects = await subjectsOf(tx, round)
    if (subjects.length > 0 && ownSubjects(tx, round, subjects).length === 0) {
      const doers = subjects.slice(0, 20).flatMap((subject) => doersAt({ day: tx, round }, subject))
      refuse(
        'not-allowed',
        { act: `「${round.title}」`, who: listed(namesOf(tx, doers).slice(0, 5)) },
        { grounds: round.carries.map((provision) => ({ provision, rule: `rounds/${round.id}` })) },
      )
    }
    return { round, subjects }
  },
  async run(tx, input, { round, subjects }) {
    const turn = { day: tx, round }
    const asked = askedSubjects(turn, subjects, tx.now)
    if (asked.length === 0) refuse('round-empty', { round: round.title })
    const running = await turns(tx)
      .where('round', '=', round.id)
      .where('period', 'like', 'hand/%')
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (running !== undefined)
      refuse('round-running', { round: round.title, since: dayWords(dayOf(running.opened_at)) })
    const person = actorPerson(tx)
    const { outgoing, ...opened } = await openTurn(tx, turn, {
      period: `hand/${tx.newId()}`,
      title: `${formatEra(tx.today)}に始めたもの`,
      due: dueOfOccasion(round, tx.now.toISOString()),
      subjects: asked,
      ...(person === undefined ? {} : { begunBy: person }),
      reason: input.reason.trim(),
    })
    return {
      result: { id: opened.id, occurrences: opened.occurrences },
      outgoing,
      event: {
        subject: { kind: 'round', id: round.id },
        detail: { turn: opened.id, occurrences: opened.occurrences, reason: input.reason.trim() },
      },
    }
  },
})
