import type { ApprovalStep } from '#kernel/handling/types.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import { findActor, resolveWho, seatTitle } from '#kernel/organization/index.ts'
import type { AboutEntry } from '#kernel/procedures/index.ts'
import { anyone } from '#kernel/words/words.ts'
import { sayTo } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Verdict } from '../contract.ts'

/** Who would have to approve today, by name and step; never the applicant. */
export function approvalsOf(
  tx: Transaction,
  steps: readonly ApprovalStep[],
  about: readonly AboutEntry[],
  fields: FieldValues,
  applicant: string,
): Verdict['approvals'] {
  const { view, pack } = tx.organization
  const person = (id: string) => ({ id, name: view.persons.get(id)?.name ?? id })
  return steps.map((step) => ({
    step: step.id,
    title: step.title,
    word: step.word,
    seats: step.by
      .flatMap((who) => resolveWho(who, { org: view, roles: pack.roles, applicant, about, fields }))
      .map((party) => {
        if (party === 'anyone')
          return { title: sayTo(tx, anyone), acting: null, insteadOf: null, because: null }
        if ('person' in party)
          return {
            title: sayTo(tx, { ja: '指定された人', en: 'the person named' }),
            acting: person(party.person),
            insteadOf: null,
            because: null,
          }
        const acting = findActor(view, pack.roles, party.seat, tx.today, [applicant])
        return {
          title: seatTitle(view, pack.roles, party.seat),
          acting: acting ? person(acting.person) : null,
          insteadOf: acting?.insteadOf ? person(acting.insteadOf) : null,
          because: acting?.because ?? null,
        }
      }),
  }))
}
