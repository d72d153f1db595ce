import { classLabel } from '#kernel/classes/index.ts'
import type { Verdict as PolicyVerdict } from '#kernel/handling/types.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import type { AboutEntry } from '#kernel/procedures/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Verdict } from '../contract.ts'
import { approvalsOf } from './approvals.ts'

/** What an act was asked about. */
interface Asked {
  readonly about: readonly AboutEntry[]
  readonly fields: FieldValues
  readonly class: ClassValue | null
  /** For whom it is asked: never among those who would approve. */
  readonly applicant: string
}

/** A verdict in words, with who would approve today. */
export function verdictView(
  tx: Transaction,
  decision: PolicyVerdict,
  { about, fields, class: assetClass, applicant }: Asked,
): Verdict {
  const { pack } = tx.organization
  const procedure = pack.procedures.get(decision.procedure ?? '')
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
    approvals: approvalsOf(tx, decision.steps, about, fields, applicant),
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
}
