import { fieldToJson } from '#kernel/fields/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import {
  abilitiesOf,
  changesSince,
  fieldsAtDoor,
  openQuestion,
  timelineOf,
} from '#kernel/procedures/index.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import { problemIn } from '#kernel/problems/index.ts'
import { withdrawn } from '#kernel/words/words.ts'
import { languageOf, sayTo } from '#platform/access/language.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { CasePath } from '../contract/common.ts'
import { isAwaitedFrom, mayReadCase, readableCase } from './access.ts'
import { checksView } from './checks.ts'
import { procedureOf } from './context.ts'
import { doorOf } from './door.ts'
import { otherCases } from './otherCases.ts'
import { eventView } from './eventView.ts'
import { exceptionsView } from './exceptions/view.ts'
import { onItsDay } from './day.ts'
import { contextWithFiles } from './files.ts'
import { strandedPerson } from './handOver.ts'
import { holdingsView } from './holdings.ts'
import { linkedCases } from './linkedCases.ts'
import { nameOf } from './nameOf.ts'
import { paperView } from './paperView.ts'
import { reviewsOf } from './reviews.ts'
import { signaturesOf } from './signing/check.ts'
import type { StoredCase } from './store.ts'

/**
 * Everything that the page of a case shows: the progress, the form, what the actor may do, and the
 * history.
 */
export const showCase = defineQuery({
  name: 'case.show',
  input: CasePath,
  authorise: (tx, input) => readableCase(tx, input.id),
  run: (tx, _input, stored) => caseView(tx, stored),
})

async function caseView(tx: Transaction, stored: StoredCase) {
  const { state } = stored
  const day = await onItsDay(tx, stored)
  const procedure = procedureOf(day, state.procedure)
  const context = await contextWithFiles(day, procedure, stored)
  const reviews = state.history.some((event) => event.because === 'absent')
    ? await reviewsOf(tx, stored.id)
    : []
  const person = actorPerson(tx) ?? ''
  const mine = state.history.findLast(
    (event) => event.person === person && event.kind === 'decided',
  )?.step
  const end = procedure.ends.get(state.outcome ?? '')
  const linked = await linkedCases(tx, stored.id)
  const doorFields = fieldsAtDoor(procedure, context)
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
      name: nameOf(day, state.applicant),
      unit: day.organization.view.units.get(state.applicantUnit)?.title ?? '',
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
    others: state.status === 'open' ? await otherCases(tx, state.about, stored.id) : [],
    door: await doorOf(tx, procedure, state, context),
    line: progressView(day, procedure, stored, context),
    step: state.step
      ? {
          id: state.step,
          title: procedure.steps.get(state.step)?.title ?? state.step,
          decides: procedure.steps.get(state.step)?.decides ?? false,
          asked: (procedure.steps.get(state.step)?.fill ?? []).some(
            (id) =>
              doorFields.has(id) ||
              procedure.fields.some((field) => field.id === id && field.from !== undefined),
          ),
        }
      : null,
    checks: await checksView(day, procedure, stored),
    abilities: await abilitiesView(tx, procedure, stored, context, linked),
    history: state.history.map((event, index) => ({
      ...eventView(day, procedure, event, context, languageOf(tx)),
      review: reviewView(
        day,
        reviews.find((review) => review.seq === index + 1),
      ),
    })),
    exceptions: await exceptionsView(day, stored),
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

/** What the actor may do with the case now, and why not more. */
async function abilitiesView(
  tx: Transaction,
  procedure: Procedure,
  stored: StoredCase,
  context: CaseContext,
  linked: Awaited<ReturnType<typeof linkedCases>>,
) {
  const { state } = stored
  const person = actorPerson(tx) ?? ''
  const open = abilitiesOf(procedure, state, person, context)
  const leaver = strandedPerson(tx, state)
  const why = open.why && problemIn(open.why, languageOf(tx))
  return {
    mayAct: open.mayAct,
    mayWithdraw: open.mayWithdraw && !linked.some((linkedCase) => linkedCase.relation === 'origin'),
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
    question: openQuestion(procedure, state)?.comment ?? null,
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
  }
}

/**
 * What the present step requires besides its fields: a text to sign, and things to return. Null for
 * actors who may not act.
 */
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

/**
 * The review of an event by the holder on whose behalf a deputy acted. `mine`: the actor is that
 * holder and has not confirmed it yet.
 */
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
      wholeDay: stop.due?.wholeDay ?? true,
      undone: stop.undone,
    })),
  }
}
