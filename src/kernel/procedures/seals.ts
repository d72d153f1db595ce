import { dayOf } from '../calendar/days.ts'
import { decisionWord } from '../packs/decisionWord.ts'
import type { Procedure, Step } from '../packs/procedure.ts'
import type { Who } from '../packs/who.ts'
import type { SealWords } from './said.ts'
import { applicableActors } from './parties.ts'
import type { CaseContext, CaseEvent, CaseState } from './state.ts'
import { timelineOf } from './timeline.ts'

/** A seal box of a form: the step that it stands for, and the roles in its heading. */
export interface SealBox {
  readonly step: string
  /** Ids of the roles that may sign it. */
  readonly roles: readonly string[]
  readonly seal: {
    readonly role: string
    readonly name?: string
    readonly date?: string
    readonly decision?: string
  }
}

/**
 * Seal boxes of a case: one for each step that decides, or one for each signer of a step that all
 * must decide; where the holders of several seats decided, each of them has a box. A box is empty
 * until somebody has decided, and again after the case was sent back.
 * What was sealed at a step that the procedure no longer has keeps its box.
 */
export function sealBoxesOf(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): readonly SealBox[] {
  const activeStops = timelineOf(procedure, state, context).stops.filter(
    (stop) => !stop.undone && stop.state !== 'future',
  )
  const passed = new Set(
    [...state.history.slice(0, 1), ...activeStops.flatMap((stop) => stop.happenings)].flatMap(
      (event) => event.passedOver ?? [],
    ),
  )
  const stopOf = (step: string) => activeStops.findLast((stop) => stop.step === step)
  const lost = activeStops
    .filter(
      (stop) => procedure.steps.get(stop.step)?.decides !== true && stop === stopOf(stop.step),
    )
    .flatMap(({ step, happenings }) =>
      lastOfEachParty(happenings).flatMap((event) =>
        event.said?.seal === undefined ? [] : [sealed(step, event.said.seal, event, context)],
      ),
    )
  const present = [...procedure.steps.values()]
    .filter((step) => step.decides)
    .flatMap((step): readonly SealBox[] => {
      const happenings = stopOf(step.id)?.happenings
      if (happenings === undefined && passed.has(step.id)) return []
      const boxes = boxesOf(procedure, step, state, context)
      const decided = lastOfEachParty(happenings ?? [])
      return boxes.flatMap((signers) => {
        const events = decided.filter((event) => boxOf(boxes, event) === signers)
        if (events.length === 0) return [emptyBox(step, signers, context)]
        return events.map((event) =>
          sealed(
            step.id,
            event.said?.seal ?? sealWords(step, signers, event, context),
            event,
            context,
          ),
        )
      })
    })
  return [...lost, ...present]
}

/**
 * What was decided last at each step that the case has passed and not been sent back over, by each
 * party that had to; by the id of the step.
 */
export function standingActs(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): ReadonlyMap<string, readonly CaseEvent[]> {
  const stops = timelineOf(procedure, state, context).stops.filter(
    (stop) => !stop.undone && stop.state !== 'future',
  )
  return new Map(stops.map((stop) => [stop.step, lastOfEachParty(stop.happenings)]))
}

/** The heading of the box that a decision seals; undefined for what is no decision of a case. */
export function sealWordsOf(
  procedure: Procedure,
  event: CaseEvent,
  state: CaseState,
  context: CaseContext,
): SealWords | undefined {
  const step = procedure.steps.get(event.step ?? '')
  if (event.kind !== 'decided' || !step?.decides) return undefined
  const own = boxOf(boxesOf(procedure, step, state, context), event)
  return own && sealWords(step, own, event, context)
}

/** What each party of a stop decided last: two heads who share a box seal beside each other. */
function lastOfEachParty(happenings: readonly CaseEvent[]): readonly CaseEvent[] {
  const last = new Map<string, CaseEvent>()
  for (const event of happenings)
    if (event.kind === 'decided') last.set(JSON.stringify(event.party), event)
  return [...last.values()]
}

/** The box that a decision seals: the only one, or the first whose signer decided. */
const boxOf = (boxes: readonly (readonly Who[])[], event: CaseEvent): readonly Who[] | undefined =>
  boxes.find((signers) => boxes.length === 1 || signers.some((who) => actedAs(event, who)))

function boxesOf(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  context: CaseContext,
): readonly (readonly Who[])[] {
  const signers = applicableActors(procedure, step, state, context)
  return step.all ? signers.map((who) => [who]) : [signers]
}

function sealWords(
  step: Step,
  signers: readonly Who[],
  event: CaseEvent,
  context: CaseContext,
): SealWords {
  return {
    roles: rolesIn(signers),
    heading: headingOf(step, signers, context),
    good: step.decisions.find(({ id }) => id === event.decision)?.tone === 'good',
  }
}

const rolesIn = (signers: readonly Who[]): readonly string[] =>
  signers.flatMap((who) => (who.kind === 'role' ? [who.role] : []))

const headingOf = (step: Step, signers: readonly Who[], { roles }: CaseContext): string =>
  signers
    .map((who) => (who.kind === 'role' ? (roles.get(who.role)?.title ?? who.role) : step.title))
    .join('・')

function emptyBox(step: Step, signers: readonly Who[], context: CaseContext): SealBox {
  return {
    step: step.id,
    roles: rolesIn(signers),
    seal: { role: headingOf(step, signers, context) },
  }
}

/** A seal with its name, day and act: 承認 where the decision is called 承認する. */
function sealed(
  step: string,
  { roles, heading, good }: SealWords,
  event: CaseEvent,
  { org }: CaseContext,
): SealBox {
  if (!good) return { step, roles, seal: { role: heading } }
  return {
    step,
    roles,
    seal: {
      role: heading,
      name: event.said?.person ?? org.persons.get(event.person)?.name ?? event.person,
      date: dayOf(event.at),
      decision: event.insteadOf ? '代行' : decisionWord(event.said?.decision),
    },
  }
}

/** Whether the actor of an event acted as one of those that `who` names. */
function actedAs({ party }: CaseEvent, who: Who): boolean {
  if (party === undefined || party === 'anyone') return who.kind === 'anyone'
  return 'seat' in party
    ? who.kind === 'role' && who.role === party.seat.role
    : who.kind === 'person' || who.kind === 'applicant'
}
