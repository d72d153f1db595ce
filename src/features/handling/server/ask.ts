import { classLabel, highestClass } from '#kernel/classes/index.ts'
import { evaluatePolicyForEntries } from '#kernel/handling/evaluatePolicy.ts'
import { toRequester, toSubject } from '#kernel/handling/subject.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import { loadUsableEntries } from '#features/registers/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { AskBody } from '../contract.ts'
import type { Verdict } from '../contract.ts'
import { approvalsOf } from './approvals.ts'
import { registerOfAct } from './acts.ts'

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
    const procedure = pack.procedures.get(decision.procedure ?? '')
    const assetClass =
      about.length > 0 ? highestClass(about.map((entry) => entry.class)) : (input.class ?? null)
    const gists = new Map(pack.provisions.map((provision) => [provision.ref, provision.gist]))
    return {
      act: decision.act,
      verdict: decision.verdict,
      rule: decision.rule ?? null,
      ruleTitle: pack.handling.rules.find((rule) => rule.id === decision.rule)?.title ?? null,
      procedure: procedure
        ? { id: procedure.id, title: procedure.title, form: procedure.form ?? null }
        : null,
      class: assetClass,
      classLabel:
        assetClass && pack.classification ? classLabel(assetClass, pack.classification) : '',
      safeguards: decision.safeguards.map(({ id, title, because }) => ({
        id,
        title,
        because: [...because],
      })),
      approvals: approvalsOf(tx, decision.steps, about, input.fields ?? {}),
      instead: decision.instead ?? null,
      excepted: decision.excepted.map(({ rule, title, provisions, by, until }) => ({
        rule,
        title,
        provisions: [...provisions],
        numbers: by.map((exception) => exception.number),
        until,
      })),
      grounds: decision.grounds.map((ground) => ({
        provision: ground.provision,
        rule: ground.rule ?? null,
        gist: gists.get(ground.provision) ?? '',
      })),
      edition: pack.edition,
      trace: decision.trace.map(({ rule, title, matched, counts }) => ({
        rule,
        title,
        matched,
        counts,
      })),
    }
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
