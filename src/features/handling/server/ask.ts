import { highestClass } from '#kernel/classes/index.ts'
import { evaluatePolicyForEntries } from '#kernel/handling/evaluatePolicy.ts'
import { toRequester, toSubject } from '#kernel/handling/subject.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import { loadUsableEntries } from '#features/registers/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { AskBody } from '../contract.ts'
import type { Verdict } from '../contract.ts'
import { registerOfAct } from './acts.ts'
import { verdictView } from './verdictView.ts'

/** The verdict on an act by the person who asks, before any case begins. Changes nothing. */
export const askBefore = defineQuery({
  name: 'handling.ask',
  input: AskBody,
  authorise: () => undefined,
  run: async (tx, input): Promise<Verdict> => {
    const { pack } = tx.organization
    const register = registerOfAct(pack, input.act)
    const about =
      register && input.about?.length ? await loadUsableEntries(tx, register, input.about) : []
    const decision = evaluatePolicyForEntries(
      pack,
      {
        ...question(tx, input.act, input.fields ?? {}),
        ...(input.class ? { class: input.class } : {}),
      },
      about.map(toSubject),
    )
    return verdictView(tx, decision, {
      about,
      fields: input.fields ?? {},
      class:
        about.length > 0 ? highestClass(about.map((entry) => entry.class)) : (input.class ?? null),
      applicant: actorPerson(tx) ?? '',
    })
  },
})

/** A question for the kernel, asked by the actor of the transaction today. */
function question(tx: Transaction, act: string, fields: FieldValues) {
  const { view, pack, exceptions } = tx.organization
  return {
    act,
    fields,
    today: tx.today,
    applicant: toRequester(view, pack.roles, actorPerson(tx) ?? '', tx.today),
    exceptions,
  }
}
