import { classLabel } from '#kernel/classes/index.ts'
import { fieldToJson, formatValue } from '#kernel/fields/index.ts'
import type { Field } from '#kernel/fields/types.ts'
import {
  actorTitle,
  changesSince,
  demandsProof,
  fieldsOf,
  abilitiesOf,
  partyTitle,
  safeguardsOf,
  timelineOf,
} from '#kernel/procedures/index.ts'
import type { CaseChange, CaseContext, CaseEvent, Paper } from '#kernel/procedures/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { CasePath } from '../contract/common.ts'
import { procedureOf } from './context.ts'
import { exceptionsView } from './exceptions/view.ts'
import { contextWithFiles } from './files.ts'
import { strandedPerson } from './handOver.ts'
import { holdingsView } from './holdings.ts'
import { isAwaitedFrom, mayReadCase, readableCase } from './access.ts'
import { reviewsOf } from './reviews.ts'
import { signaturesOf } from './signing/check.ts'
import { linkedCases } from './store.ts'
import type { StoredCase } from './store.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import type { Safeguard } from '#kernel/packs/handling.ts'
import { withdrawn } from '#kernel/words/words.ts'
import type { Language, Words } from '#kernel/words/words.ts'
import { problemIn } from '#kernel/problems/index.ts'
import { languageOf, sayTo } from '#platform/access/language.ts'

/** Everything the page of a case shows: the line of stops, the form as paper, what is open to me, the history. */
export const showCase = defineQuery({
  name: 'case.show',
  input: CasePath,
  authorise: (tx, input) => readableCase(tx, input.id),
  run: (tx, _input, stored) => caseView(tx, stored),
})

async function caseView(tx: Transaction, stored: StoredCase) {
  const { state } = stored
  const procedure = procedureOf(tx, state.procedure)
  const context = await contextWithFiles(tx, procedure, stored)
  const reviews = state.history.some((event) => event.because === 'absent')
    ? await reviewsOf(tx, stored.id)
    : []
  const person = actorPerson(tx) ?? ''
  const open = abilitiesOf(procedure, state, person, context)
  const mine = state.history.findLast(
    (event) => event.person === person && event.kind === 'decided',
  )?.step
  const end = procedure.ends.get(state.outcome ?? '')
  const leaver = strandedPerson(tx, state)
  const linked = await linkedCases(tx, stored.id)
  const why = open.why && problemIn(open.why, languageOf(tx))
  return {
    id: stored.id,
    number: stored.number,
    subject: stored.subject,
    version: stored.version,
    openedAt: stored.openedAt.toISOString(),
    procedure: {
      id: procedure.id,
      title: procedure.title,
      form: procedure.form ?? null,
      carries: [...procedure.carries],
    },
    status: state.status,
    outcome: state.outcome
      ? {
          id: state.outcome,
          title: end?.title ?? sayTo(tx, withdrawn),
          tone: end?.tone ?? 'neutral',
        }
      : null,
    applicant: {
      id: state.applicant,
      name: nameOf(tx, state.applicant),
      unit: tx.organization.view.units.get(state.applicantUnit)?.title ?? '',
    },
    about: state.about.map((entry) => ({
      id: entry.id,
      title: entry.title ?? '',
      class: entry.class ?? null,
      register: procedure.about?.register ?? '',
    })),
    paper: paperView(
      procedure,
      stored,
      context,
      mine ? changesSince(state, mine) : [],
      languageOf(tx),
    ),
    linked: linked
      .filter((linkedCase) => mayReadCase(tx, linkedCase.state))
      .map(({ id, number, subject, relation }) => ({ id, number, subject, relation })),
    line: progressView(tx, procedure, stored, context),
    step: state.step
      ? {
          id: state.step,
          title: procedure.steps.get(state.step)?.title ?? state.step,
          decides: procedure.steps.get(state.step)?.decides ?? false,
        }
      : null,
    abilities: {
      mayAct: open.mayAct,
      mayWithdraw:
        open.mayWithdraw && !linked.some((linkedCase) => linkedCase.relation === 'origin'),
      waitsFor: sayTo(tx, open.waitsFor),
      due: open.due?.due ?? null,
      wholeDay: open.due?.wholeDay ?? true,
      why: why
        ? {
            code: open.why.code,
            title: why.title,
            detail: why.detail,
            grounds: why.grounds ?? [],
          }
        : null,
      handOver: leaver === undefined ? null : { from: leaver, name: nameOf(tx, leaver) },
      stuck: open.why?.code === 'no-one-may-decide',
      barred: open.why?.code === 'applicant-decides' && isAwaitedFrom(tx, person, state),
      mayRecord: open.mayRecord.map((id) => ({ id, name: nameOf(tx, id) })),
      ...(await stepDemands(tx, procedure, stored, open.mayAct || open.mayRecord.length > 0)),
      as: open.standing?.as ?? null,
      insteadOf: open.standing?.insteadOf ? nameOf(tx, open.standing.insteadOf) : null,
      fields: open.fields.map(fieldToJson),
      known: state.fields,
      safeguards: open.safeguards.map((safeguard) => ({
        id: safeguard.id,
        title: safeguard.title,
        carries: [...safeguard.carries],
        asks: safeguard.asks.map(fieldToJson),
        known: state.answers[safeguard.id] ?? {},
      })),
      decisions: open.decisions.map(({ decision, onward, confirm }) => ({
        id: decision.id,
        title: decision.title,
        tone: decision.tone,
        comment: decision.comment,
        onward,
        confirm: confirm.map(({ id, title, carries }) => ({ id, title, carries: [...carries] })),
      })),
    },
    history: state.history.map((event, index) => ({
      ...eventView(tx, procedure, event, context, languageOf(tx)),
      review: reviewView(
        tx,
        reviews.find((review) => review.seq === index + 1),
      ),
    })),
    exceptions: await exceptionsView(tx, stored),
    signatures: (await signaturesOf(tx, stored)).map(
      ({ id, title, signer, signedAt, seal, sha256, sealed }) => ({
        id,
        title,
        signer,
        signedAt,
        seal,
        sha256,
        sealed,
      }),
    ),
  }
}

/** What the present step demands of whoever acts besides its fields: a text to sign, things to give back. */
async function stepDemands(
  tx: Transaction,
  procedure: Procedure,
  { state }: StoredCase,
  mine: boolean,
) {
  const sign = procedure.steps.get(state.step ?? '')?.sign
  return {
    sign: mine && sign ? { title: sign.title, carries: [...sign.carries] } : null,
    holdings: mine ? await holdingsView(tx, procedure, state) : null,
  }
}

/** What a deputy did is seen by the holder on return: who, and when that was; `mine` where it is still mine to do. */
function reviewView(
  tx: Transaction,
  review: Awaited<ReturnType<typeof reviewsOf>>[number] | undefined,
) {
  if (review === undefined) return null
  return {
    id: review.id,
    holder: nameOf(tx, review.holder_id),
    seenAt: review.seen_at?.toISOString() ?? null,
    mine: review.holder_id === actorPerson(tx) && review.seen_at === null,
  }
}

/** A line of the form as paper. */
export interface PaperLine {
  readonly field: string
  /** The safeguard that the field is asked about. */
  readonly safeguard?: string
  readonly title: string
  readonly value: string
  readonly changed: boolean
  readonly files?: { id: string; name: string }[]
}

/** The form as paper: every field that is filled in, in words, with what changed since the reader last saw it. */
export function paperView(
  procedure: Procedure,
  stored: StoredCase,
  context: CaseContext,
  changed: readonly CaseChange[],
  language: Language,
): readonly PaperLine[] {
  const { state } = stored
  const asked = new Map(
    [...procedure.steps.values()].flatMap((step) =>
      safeguardsOf(step, state, context).map((safeguard) => [safeguard.id, safeguard] as const),
    ),
  )
  const about =
    procedure.about && state.about.length > 0
      ? [
          {
            field: 'about',
            title: procedure.about.title,
            value: state.about.map((entry) => entry.title ?? '').join('、'),
            changed: false,
          },
        ]
      : []
  const safeguards =
    state.safeguards.length > 0
      ? [
          {
            field: 'safeguards',
            title: safeguardsTitle[language],
            value: state.safeguards
              .map((id) => context.policy.handling.safeguards.get(id)?.title ?? id)
              .join('、'),
            changed: false,
          },
        ]
      : []
  const rowOf = (field: Field, title: string, value: unknown, safeguard?: string): PaperLine => ({
    field: field.id,
    ...(safeguard !== undefined && { safeguard }),
    title,
    value: formatValue(field, value, context.format ?? {}),
    changed: changed.some((one) => one.field === field.id && one.safeguard === safeguard),
    ...filesOf(field, value, context),
  })
  const rows = [
    ...procedure.fields.map((field) => rowOf(field, field.title, state.fields[field.id])),
    ...[...asked.values()].flatMap(({ id, title, asks }) =>
      asks.map((field) =>
        rowOf(field, `${field.title}（${title}）`, state.answers[id]?.[field.id], id),
      ),
    ),
  ]
  return [...about, ...rows.filter((row) => row.value !== ''), ...safeguards]
}

/** The files of a field, where it holds any. */
function filesOf(
  field: Field,
  value: unknown,
  context: CaseContext,
): { files?: { id: string; name: string }[] } {
  return field.type === 'files' && Array.isArray(value)
    ? { files: value.map(String).map((id) => ({ id, name: context.format?.file?.(id) ?? id })) }
    : {}
}

function progressView(
  tx: Transaction,
  procedure: Procedure,
  stored: StoredCase,
  context: CaseContext,
) {
  const progress = timelineOf(procedure, stored.state, context)
  return {
    end: progress.end ? { ...progress.end, title: sayTo(tx, progress.end.title) } : null,
    stops: progress.stops.map((stop) => ({
      step: stop.step,
      title: stop.title,
      state: stop.state,
      who: sayTo(tx, stop.who),
      persons: stop.persons.map((id) => nameOf(tx, id)),
      at: stop.at ?? null,
      due: stop.due?.due ?? null,
      undone: stop.undone,
    })),
  }
}

/** What happened to a case besides decisions. */
const happenings: Readonly<Record<Exclude<CaseEvent['kind'], 'decided'>, Words>> = {
  begun: { ja: '申請を始めた', en: 'Began the application' },
  withdrawn: { ja: '取り下げた', en: 'Withdrew it' },
  reclassified: { ja: '分類が変わった', en: 'The class changed' },
  'handed-over': { ja: '引き継いだ', en: 'Took it over' },
}
const safeguardsTitle: Words = { ja: '守り方', en: 'Safeguards' }
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

/** A step that came in on paper: who recorded it, when it was written, who brought it, and its scans. */
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

export function nameOf(tx: Transaction, person: string): string {
  return tx.organization.view.persons.get(person)?.name ?? person
}

/** The definition of a procedure for the page on which a case is begun. */
export function procedureView(procedure: Procedure) {
  const first = procedure.steps.get(procedure.start)
  return {
    id: procedure.id,
    title: procedure.title,
    form: procedure.form ?? null,
    carries: [...procedure.carries],
    about: procedure.about ? { ...procedure.about } : null,
    fields: (first ? fieldsOf(procedure, first) : []).map(fieldToJson),
    steps: [...procedure.steps.values()].map((step) => ({ id: step.id, title: step.title })),
    demanding: first !== undefined && demandsProof(first),
    send: first?.decisions[0]?.title ?? null,
  }
}
