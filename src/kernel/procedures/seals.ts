import { dayOf } from '../calendar/days.ts'
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
 * must decide. A box is empty until somebody has decided, and again after the case was sent back.
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
  const lost = activeStops
    .filter(({ step }) => procedure.steps.get(step)?.decides !== true)
    .flatMap((stop) =>
      stop.happenings.flatMap((event) =>
        event.said?.seal === undefined ? [] : [sealed(stop.step, event.said.seal, event, context)],
      ),
    )
  const present = [...procedure.steps.values()]
    .filter((step) => step.decides)
    .flatMap((step): readonly SealBox[] => {
      const events = activeStops.findLast((stop) => stop.step === step.id)?.happenings
      if (events === undefined && passed.has(step.id)) return []
      const boxes = boxesOf(procedure, step, state, context)
      return boxes.map((signers) => {
        const event = events?.findLast(
          (each) =>
            each.kind === 'decided' &&
            (boxes.length === 1 || signers.some((who) => actedAs(each, who))),
        )
        if (event === undefined) return emptyBox(step, signers, context)
        return sealed(
          step.id,
          event.said?.seal ?? sealWords(step, signers, event, context),
          event,
          context,
        )
      })
    })
  return [...lost, ...present]
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
  const boxes = boxesOf(procedure, step, state, context)
  const own = boxes.find(
    (signers) => boxes.length === 1 || signers.some((who) => actedAs(event, who)),
  )
  return own && sealWords(step, own, event, context)
}

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
      decision: event.insteadOf ? '代行' : '許可',
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
