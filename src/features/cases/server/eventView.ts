import { classLabel } from '#kernel/classes/index.ts'
import { formatValue } from '#kernel/fields/index.ts'
import type { Field } from '#kernel/fields/types.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import type { Safeguard } from '#kernel/packs/handling.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { actorTitle, partyTitle } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseEvent, Paper } from '#kernel/procedures/index.ts'
import type { Language, Words } from '#kernel/words/words.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { nameOf } from './nameOf.ts'

/** Titles of events that are not decisions. */
const happenings: Readonly<Record<Exclude<CaseEvent['kind'], 'decided'>, Words>> = {
  begun: { ja: '申請を始めた', en: 'Began the application' },
  withdrawn: { ja: '取り下げた', en: 'Withdrew it' },
  reclassified: { ja: '分類が変わった', en: 'The class changed' },
  'handed-over': { ja: '引き継いだ', en: 'Took it over' },
}
const classification: Words = { ja: '分類', en: 'Class' }

export function eventView(
  tx: Transaction,
  procedure: Procedure,
  event: CaseEvent,
  context: CaseContext,
  language: Language,
) {
  const step = procedure.steps.get(event.step ?? '')
  return {
    at: event.at,
    kind: event.kind,
    person: nameOf(tx, event.person),
    as: actorTitle(event, context)[language],
    step: step?.title ?? null,
    decision:
      event.kind === 'decided'
        ? (step?.decisions.find((decision) => decision.id === event.decision)?.title ??
          event.decision ??
          '')
        : happenings[event.kind][language],
    party: event.party ? partyTitle(event.party, context)[language] : null,
    insteadOf: event.insteadOf ? nameOf(tx, event.insteadOf) : null,
    because: event.because ?? null,
    comment: event.comment ?? null,
    reply: event.reply ?? null,
    passedOver: (event.passedOver ?? []).map((id) => procedure.steps.get(id)?.title ?? id),
    left: (event.left ?? []).map(({ name, state }) => ({ name, state })),
    signature: event.proofs?.signature ?? null,
    holdings: [...(event.proofs?.holdings ?? [])],
    paper: event.paper ? paperRecordView(tx, event.paper, context) : null,
    late: event.late ?? null,
    provisions: event.grounds.map((ground) => ground.provision),
    changed: (event.changed ?? []).map((change) => {
      const { safeguard: id } = change
      const safeguard = id === undefined ? undefined : context.policy.handling.safeguards.get(id)
      const fields = id === undefined ? procedure.fields : (safeguard?.asks ?? [])
      const field = fields.find((decision) => decision.id === change.field)
      const format = (value: unknown): string =>
        field
          ? formatValue(field, value, context.format ?? {})
          : id === undefined && change.field === 'class' && context.policy.classification
            ? classLabel(value as ClassValue, context.policy.classification)
            : ''
      return {
        field: change.field,
        ...(id !== undefined && { safeguard: id }),
        title:
          titleOf(field, safeguard) ??
          (change.field === 'class' ? classification[language] : change.field),
        from: format(change.from),
        to: format(change.to),
      }
    }),
  }
}

function titleOf(field: Field | undefined, safeguard: Safeguard | undefined): string | undefined {
  return field && safeguard ? `${field.title}（${safeguard.title}）` : field?.title
}

/**
 * Record of a step that came in on paper: who recorded it, the date of the paper, who brought it,
 * and its scans.
 */
function paperRecordView(
  tx: Transaction,
  { recorder, on, from, files }: Paper,
  context: CaseContext,
) {
  return {
    recorder: nameOf(tx, recorder),
    on,
    from,
    files: files.map((id) => ({ id, name: context.format?.file?.(id) ?? id })),
  }
}
