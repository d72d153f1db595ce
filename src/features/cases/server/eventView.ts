import type { Procedure } from '#kernel/packs/procedure.ts'
import { actorTitle, partyTitle, shownValue, wordsOfChange } from '#kernel/procedures/index.ts'
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
  'led-on': { ja: '新しい版の手続へ移した', en: 'Led on by a new edition' },
}
const classification: Words = { ja: '分類', en: 'Class' }

/** An event of the history in the words of its day; one without words, in those of the context. */
export function eventView(
  tx: Transaction,
  procedure: Procedure,
  event: CaseEvent,
  context: CaseContext,
  language: Language,
) {
  const step = procedure.steps.get(event.step ?? '')
  const { said } = event
  return {
    at: event.at,
    kind: event.kind,
    person: said?.person ?? nameOf(tx, event.person),
    as: actorTitle(event, context)[language],
    step: said?.step ?? step?.title ?? null,
    decision:
      event.kind === 'decided'
        ? (said?.decision ??
          step?.decisions.find((decision) => decision.id === event.decision)?.title ??
          event.decision ??
          '')
        : happenings[event.kind][language],
    party: event.party ? (said?.party ?? partyTitle(event.party, context))[language] : null,
    insteadOf: event.insteadOf ? (said?.insteadOf ?? nameOf(tx, event.insteadOf)) : null,
    because: event.because ?? null,
    comment: event.comment ?? null,
    reply: event.reply ?? null,
    passedOver: (event.passedOver ?? []).map((id) => procedure.steps.get(id)?.title ?? id),
    left: (event.left ?? []).map(({ name, state }) => ({ name, state })),
    signature: event.proofs?.signature ?? null,
    holdings: [...(event.proofs?.holdings ?? [])],
    paper: event.paper ? paperRecordView(tx, event.paper, context, said?.recorder) : null,
    confirmed: (event.confirmed ?? []).map(
      (id) =>
        step?.confirm.find((each) => each.id === id)?.title ??
        context.policy.handling.safeguards.get(id)?.title ??
        id,
    ),
    late: event.late ?? null,
    provisions: event.grounds.map((ground) => ground.provision),
    changed: (event.changed ?? []).map((change, i) => {
      const words = said?.changed?.[i] ?? wordsOfChange(procedure, change, context)
      const file = context.format?.file
      return {
        field: change.field,
        ...(change.safeguard !== undefined && { safeguard: change.safeguard }),
        title: words.title ?? (change.field === 'class' ? classification[language] : change.field),
        from: shownValue(words.from, change.from, file),
        to: shownValue(words.to, change.to, file),
      }
    }),
  }
}

/**
 * Record of a step that came in on paper: who recorded it, the date of the paper, who brought it,
 * and its scans.
 */
function paperRecordView(
  tx: Transaction,
  { recorder, on, from, files }: Paper,
  context: CaseContext,
  recorderName: string | undefined,
) {
  return {
    recorder: recorderName ?? nameOf(tx, recorder),
    on,
    from,
    files: files.map((id) => ({ id, name: context.format?.file?.(id) ?? id })),
  }
}
