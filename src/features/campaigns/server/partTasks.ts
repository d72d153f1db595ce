import type { Party } from '#kernel/organization/index.ts'
import { partiesForTransaction } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { personsOf } from '#features/tasks/server/public.ts'
import type { AdHocTask } from '#features/tasks/server/public.ts'
import type { StocktakeRegister } from './authorise.ts'

/** The purpose of the ad hoc task of a part; identifies the task. */
export const partPurpose = (part: string): string => `stocktake/${part}`

/**
 * Who is responsible for the part of a unit, by the policy; where that is nobody, the keeper of the
 * register.
 */
export function responsibleParties(
  tx: Transaction,
  register: StocktakeRegister,
  unit: string | null,
): readonly Party[] {
  const place = unit === null ? [] : [{ unit }]
  const parties = partiesForTransaction(tx, register.stocktake.by, place)
  return personsOf(tx, parties).length > 0
    ? parties
    : partiesForTransaction(tx, register.keptBy, place)
}

/** The task of who is responsible for a part. */
export function partTask(
  tx: Transaction,
  register: StocktakeRegister,
  part: {
    readonly campaign: string
    readonly id: string
    readonly unit_id: string | null
    readonly lines: number
    readonly due: Date
    readonly party: Party
  },
): AdHocTask {
  const unit = tx.organization.view.units.get(part.unit_id ?? '')?.title
  return {
    title: { ja: '棚卸しで一件ずつ確かめる', en: 'Look at each entry in the stocktake' },
    subject: {
      ja: `${register.title}（${unit === undefined ? '' : `${unit}・`}${part.lines}件）`,
      en: `${register.title} (${unit === undefined ? '' : `${unit}, `}${part.lines})`,
    },
    href: `/campaigns/${part.campaign}/${part.id}`,
    verb: { ja: '確かめる', en: 'Look at them' },
    party: part.party,
    due: part.due,
  }
}
