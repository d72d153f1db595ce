import type { Procedure } from '#kernel/packs/procedure.ts'
import { packWords } from '#kernel/packs/english.ts'
import type { CaseContext, CaseEvent } from '#kernel/procedures/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { EffectsOutcome } from './applyEffects.ts'
import { notifyParties } from './notifyParties.ts'
import type { StoredCase } from './store.ts'

/**
 * Tells the applicant of an end that somebody else has brought about: no task of theirs would show
 * it. Whoever an effect of the same act has told already is not told twice.
 */
export async function tellEnd(
  tx: Transaction,
  procedure: Procedure,
  { id, number, state }: StoredCase,
  event: CaseEvent,
  context: CaseContext,
  outcome: EffectsOutcome,
): Promise<EffectsOutcome> {
  const end =
    event.to !== undefined && 'end' in event.to ? procedure.ends.get(event.to.end) : undefined
  const isTold = outcome.detail.some(
    ({ tell }) => Array.isArray(tell) && tell.includes(state.applicant),
  )
  if (end === undefined || event.person === state.applicant || isTold) return outcome
  const { pack } = tx.organization
  const [title, ended] = [packWords(pack, procedure.title), packWords(pack, end.title)]
  const { outgoing } = await notifyParties(
    tx,
    [{ person: state.applicant }],
    {
      ja: `「${title.ja}」（${number}）は「${ended.ja}」で終わりました`,
      en: `“${title.en}” (${number}) has ended: ${ended.en}`,
    },
    id,
    context,
    'ended',
  )
  return { ...outcome, outgoing: [...outcome.outgoing, ...outgoing] }
}
