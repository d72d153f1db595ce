import { dependentOn } from '#kernel/rounds/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { NameMember } from '../contract/occurrences.ts'
import { ownOccurrences } from './occurrence.ts'
import type { OpenedOccurrence } from './occurrence.ts'
import { actsFor, partiesAtSubject } from './parties.ts'
import { placeKey } from './places.ts'

/** Names somebody who looks, too; of the unit itself only where the policy lets somebody make an exception. */
export const nameMember = defineAction({
  name: 'round.name-member',
  title: { ja: '監査する人を決めた', en: 'Named who audits' },
  input: NameMember,
  authorise: async (tx, input) => (await ownOccurrences(tx, [input.id]))[0]!,
  async run(tx, input, own) {
    const { turn, subject, row } = own
    const { independent, title } = turn.round
    const named = tx.organization.view.persons.get(input.person)
    if (independent === undefined || row.closed_at !== null)
      return refuse('not-found', { what: nouns.occurrence })
    if (named === undefined || (named.to !== undefined && named.to < tx.today))
      return refuse('not-found', { what: nouns.staff })
    const reason = input.reason?.trim() || null
    const isDependent = isOfItsUnit(tx, own, named.id)
    if (isDependent && (reason === null || !mayExcept(tx, own)))
      return refuse('not-independent', {
        name: named.name,
        subject: subject.title,
        round: title,
      })
    await tx.db
      .insertInto('occurrence_members')
      .values({
        organization_id: tx.organization.id,
        occurrence_id: row.id,
        person_id: named.id,
        named_by: actorPerson(tx) ?? null,
        named_at: tx.now,
        reason: isDependent ? reason : null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    tx.deferWrite(
      tx.db
        .insertInto('occurrence_parties')
        .values({
          organization_id: tx.organization.id,
          occurrence_id: row.id,
          turn_id: row.turn_id,
          part: 'does',
          place: placeKey({ person: named.id }),
        })
        .onConflict((conflict) => conflict.doNothing()),
    )
    return {
      result: { id: row.id },
      event: {
        subject: { kind: 'occurrence', id: row.id },
        detail: {
          round: row.round,
          subject: subject.title,
          person: named.id,
          ...(isDependent ? { reason } : {}),
        },
      },
    }
  },
})

function isOfItsUnit(
  tx: Transaction,
  { turn, subject }: Pick<OpenedOccurrence, 'turn' | 'subject'>,
  person: string,
): boolean {
  const { view, pack } = turn.day.organization
  return dependentOn(turn.round, subject, view, pack.roles, tx.today).includes(person)
}

function mayExcept(tx: Transaction, { turn, subject }: OpenedOccurrence): boolean {
  const unless = turn.round.independent?.unless
  return unless !== undefined && actsFor(tx, partiesAtSubject(turn, [unless], subject)) !== null
}
