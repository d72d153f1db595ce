import { classLabel } from '#kernel/classes/index.ts'
import { fieldToJson, formatValue } from '#kernel/fields/index.ts'
import type { Field } from '#kernel/fields/types.ts'
import {
  actedTitle,
  changedSince,
  demands,
  fieldsOf,
  openDecisions,
  partyTitle,
  safeguardsOf,
  stops,
} from '#kernel/procedures/index.ts'
import type { CaseChange, CaseContext, Happening, Paper } from '#kernel/procedures/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { CasePath } from '../contract.ts'
import { procedureOf } from './context.ts'
import { exceptionsShown } from './exceptions/show.ts'
import { contextWithFiles } from './files.ts'
import { strandedWith } from './handOver.ts'
import { holdingsShown } from './holdings.ts'
import { isCalledTo, mayReadCase, readableCase } from './reading.ts'
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
  authorise: (handle, input) => readableCase(handle, input.id),
  run: (handle, _input, stored) => caseView(handle, stored),
})

export async function caseView(handle: Handle, stored: StoredCase) {
  const { state } = stored
  const procedure = procedureOf(handle, state.procedure)
  const context = await contextWithFiles(handle, procedure, stored)
  const reviews = state.history.some((line) => line.because === 'absent')
    ? await reviewsOf(handle, stored.id)
    : []
  const person = actorPerson(handle) ?? ''
  const open = openDecisions(procedure, state, person, context)
  const mine = state.history.findLast(
    (line) => line.person === person && line.kind === 'decided',
  )?.step
  const end = procedure.ends.get(state.outcome ?? '')
  const stranded = strandedWith(handle, state)
  const linked = await linkedCases(handle, stored.id)
  const why = open.why && problemIn(open.why, languageOf(handle))
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
          title: end?.title ?? sayTo(handle, withdrawn),
          tone: end?.tone ?? 'neutral',
        }
      : null,
    applicant: {
      id: state.applicant,
      name: nameOf(handle, state.applicant),
      unit: handle.organization.view.units.get(state.applicantUnit)?.title ?? '',
    },
    about: state.about.map((entry) => ({
      id: entry.id,
      title: entry.title ?? '',
      class: entry.class ?? null,
      register: procedure.about?.register ?? '',
    })),
    paper: paperOf(
      procedure,
      stored,
      context,
      mine ? changedSince(state, mine) : [],
      languageOf(handle),
    ),
    linked: linked
      .filter((one) => mayReadCase(handle, one.state))
      .map(({ id, number, subject, relation }) => ({ id, number, subject, relation })),
    line: lineOf(handle, procedure, stored, context),
    step: state.step
      ? {
          id: state.step,
          title: procedure.steps.get(state.step)?.title ?? state.step,
          decides: procedure.steps.get(state.step)?.decides ?? false,
        }
      : null,
    abilities: {
      mayAct: open.mayAct,
      mayWithdraw: open.mayWithdraw && !linked.some((one) => one.relation === 'origin'),
      waitsFor: sayTo(handle, open.waitsFor),
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
      handOver: stranded === undefined ? null : { from: stranded, name: nameOf(handle, stranded) },
      stuck: open.why?.code === 'no-one-may-decide',
      barred: open.why?.code === 'applicant-decides' && isCalledTo(handle, person, state),
      mayRecord: open.mayRecord.map((id) => ({ id, name: nameOf(handle, id) })),
      ...(await demanded(handle, procedure, stored, open.mayAct || open.mayRecord.length > 0)),
      as: open.standing?.as ?? null,
      insteadOf: open.standing?.insteadOf ? nameOf(handle, open.standing.insteadOf) : null,
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
    history: state.history.map((line, index) => ({
      ...happeningOf(handle, procedure, line, context, languageOf(handle)),
      review: reviewOf(
        handle,
        reviews.find((one) => one.seq === index + 1),
      ),
    })),
    exceptions: await exceptionsShown(handle, stored),
    signatures: (await signaturesOf(handle, stored)).map(
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
async function demanded(
  handle: Handle,
  procedure: Procedure,
  { state }: StoredCase,
  mine: boolean,
) {
  const sign = procedure.steps.get(state.step ?? '')?.sign
  return {
    sign: mine && sign ? { title: sign.title, carries: [...sign.carries] } : null,
    holdings: mine ? await holdingsShown(handle, procedure, state) : null,
  }
}

/** What a deputy did is seen by the holder on return: who, and when that was; `mine` where it is still mine to do. */
function reviewOf(
  handle: Handle,
  review: Awaited<ReturnType<typeof reviewsOf>>[number] | undefined,
) {
  if (review === undefined) return null
  return {
    id: review.id,
    holder: nameOf(handle, review.holder_id),
    seenAt: review.seen_at?.toISOString() ?? null,
    mine: review.holder_id === actorPerson(handle) && review.seen_at === null,
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
export function paperOf(
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
              .map((id) => context.safeguards?.get(id)?.title ?? id)
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

function lineOf(handle: Handle, procedure: Procedure, stored: StoredCase, context: CaseContext) {
  const line = stops(procedure, stored.state, context)
  return {
    end: line.end ? { ...line.end, title: sayTo(handle, line.end.title) } : null,
    stops: line.stops.map((stop) => ({
      step: stop.step,
      title: stop.title,
      state: stop.state,
      who: sayTo(handle, stop.who),
      persons: stop.persons.map((id) => nameOf(handle, id)),
      at: stop.at ?? null,
      due: stop.due?.due ?? null,
      undone: stop.undone,
    })),
  }
}

/** What happened to a case besides decisions. */
const happenings: Readonly<Record<Exclude<Happening['kind'], 'decided'>, Words>> = {
  begun: { ja: '申請を始めた', en: 'Began the application' },
  withdrawn: { ja: '取り下げた', en: 'Withdrew it' },
  reclassified: { ja: '分類が変わった', en: 'The class changed' },
  'handed-over': { ja: '引き継いだ', en: 'Took it over' },
}
const safeguardsTitle: Words = { ja: '守り方', en: 'Safeguards' }
const classification: Words = { ja: '分類', en: 'Class' }

export function happeningOf(
  handle: Handle,
  procedure: Procedure,
  line: Happening,
  context: CaseContext,
  language: Language,
) {
  const step = procedure.steps.get(line.step ?? '')
  return {
    at: line.at,
    kind: line.kind,
    person: nameOf(handle, line.person),
    as: actedTitle(line, context)[language],
    step: step?.title ?? null,
    decision:
      line.kind === 'decided'
        ? (step?.decisions.find((one) => one.id === line.decision)?.title ?? line.decision ?? '')
        : happenings[line.kind][language],
    party: line.party ? partyTitle(line.party, context)[language] : null,
    insteadOf: line.insteadOf ? nameOf(handle, line.insteadOf) : null,
    because: line.because ?? null,
    comment: line.comment ?? null,
    signature: line.proofs?.signature ?? null,
    holdings: [...(line.proofs?.holdings ?? [])],
    paper: line.paper ? paperShown(handle, line.paper, context) : null,
    late: line.late ?? null,
    provisions: line.grounds.map((ground) => ground.provision),
    changed: (line.changed ?? []).map((change) => {
      const { safeguard: id } = change
      const safeguard = id === undefined ? undefined : context.safeguards?.get(id)
      const fields = id === undefined ? procedure.fields : (safeguard?.asks ?? [])
      const field = fields.find((one) => one.id === change.field)
      const say = (value: unknown): string =>
        field
          ? formatValue(field, value, context.format ?? {})
          : id === undefined && change.field === 'class' && context.classification
            ? classLabel(value as ClassValue, context.classification)
            : ''
      return {
        field: change.field,
        ...(id !== undefined && { safeguard: id }),
        title:
          titleOf(field, safeguard) ??
          (change.field === 'class' ? classification[language] : change.field),
        from: say(change.from),
        to: say(change.to),
      }
    }),
  }
}

function titleOf(field: Field | undefined, safeguard: Safeguard | undefined): string | undefined {
  return field && safeguard ? `${field.title}（${safeguard.title}）` : field?.title
}

/** A step that came in on paper: who recorded it, when it was written, who brought it, and its scans. */
function paperShown(handle: Handle, { recorder, on, from, files }: Paper, context: CaseContext) {
  return {
    recorder: nameOf(handle, recorder),
    on,
    from,
    files: files.map((id) => ({ id, name: context.format?.file?.(id) ?? id })),
  }
}

export function nameOf(handle: Handle, person: string): string {
  return handle.organization.view.persons.get(person)?.name ?? person
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
    demanding: first !== undefined && demands(first),
    send: first?.decisions[0]?.title ?? null,
  }
}
