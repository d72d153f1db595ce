import type { Procedure, Step } from '../packs/procedure.ts'
import { conditionsOf } from './conditions.ts'
import { barredFromDeciding } from './deciders.ts'
import { deadlineOf } from './deadlines.ts'
import type { Deadline } from './deadlines.ts'
import {
  actingTitle,
  actorsOf,
  applicableActors,
  partyTitle,
  resolveParties,
  whoTitle,
} from './parties.ts'
import { expectedDestination, predict } from './predict.ts'
import type { CaseContext, CaseState, CaseEvent, Waiting } from './state.ts'
import { listed, personWords, same, together, withdrawn } from '../words/words.ts'
import type { Language, Said, Words } from '../words/words.ts'

/** One stop of the progress that the page of a case shows. */
interface Stop {
  readonly step: string
  readonly title: string
  readonly state: 'past' | 'current' | 'future'
  /** Who acted, whose turn it is, or whose turn it will be, in words. */
  readonly who: Words
  readonly persons: readonly string[]
  /** Past: when it was left. Current: since when it waits. */
  readonly at?: string
  /** Current, and future where a field sets the limit. */
  readonly due?: Deadline
  /** Past: what happened there (more than one where several had to act). */
  readonly happenings: readonly CaseEvent[]
  /** Past, but undone: the case was sent back to here or before, and will stop here again. */
  readonly undone: boolean
}

export interface Timeline {
  readonly stops: readonly Stop[]
  /** The end that was reached or is expected; missing where it cannot be told. */
  readonly end?: {
    readonly id: string
    readonly title: Said
    readonly tone: 'good' | 'bad' | 'neutral'
    readonly reached: boolean
  }
}

/** The stops of a case: past, current, and those to come as far as the present fields tell. */
export function timelineOf(procedure: Procedure, state: CaseState, context: CaseContext): Timeline {
  const past = pastStops(procedure, state, context)
  const current = state.status === 'open' ? procedure.steps.get(state.step ?? '') : undefined
  if (current === undefined) return { stops: past, ...endOf(procedure, state.outcome, true) }
  const destination = expectedDestination(
    procedure,
    current,
    state,
    conditionsOf(procedure, state, context),
  )
  const future =
    destination === undefined ? { steps: [] } : predict(procedure, destination, state, context)
  const due = deadlineOf(current, state, context.calendar)
  const currentStop: Stop = {
    step: current.id,
    title: current.title,
    state: 'current',
    who: actingTitle(state.waitingFor, context),
    at: state.enteredAt,
    ...(due && { due }),
    undone: false,
    happenings: pendingEvents(state),
    persons: personsOf(
      state.waitingFor.filter((waiting) => !waiting.decided),
      context,
    ),
  }
  return {
    stops: [
      ...past,
      currentStop,
      ...future.steps
        .filter((step) => step.id !== current.id)
        .map((step) => futureStop(procedure, step, state, context)),
    ],
    ...endOf(procedure, future.end, false),
  }
}

/** Acts at the present visit to the step, while it waits for others. */
function pendingEvents(state: CaseState): readonly CaseEvent[] {
  const lastArrival = state.history.findLastIndex((event) => event.to !== undefined)
  return state.history
    .slice(lastArrival + 1)
    .filter((event) => event.step === state.step && event.kind === 'decided')
}

function pastStops(procedure: Procedure, state: CaseState, context: CaseContext): readonly Stop[] {
  const stops: Stop[] = []
  let stepEvents: CaseEvent[] = []
  for (const event of state.history) {
    if (event.kind === 'decided' && event.step !== undefined) {
      stepEvents.push(event)
      if (event.to !== undefined) stops.push(pastStop(procedure, event.step, stepEvents, context))
    }
    if (event.to === undefined) continue
    stepEvents = []
    const target = 'step' in event.to ? event.to.step : undefined
    const back = stops.findIndex((stop) => !stop.undone && stop.step === target)
    if (back >= 0)
      for (const [index, stop] of stops.entries())
        if (index >= back && !stop.undone) stops[index] = { ...stop, undone: true }
  }
  return stops
}

function pastStop(
  procedure: Procedure,
  id: string,
  events: readonly CaseEvent[],
  context: CaseContext,
): Stop {
  const persons = [...new Set(events.map((event) => event.person))]
  const names = persons.map((person) =>
    personWords(
      events.find((event) => event.person === person)?.said?.person ??
        context.org.persons.get(person)?.name ??
        person,
    ),
  )
  const last = events.at(-1)
  return {
    step: id,
    title: last?.said?.step ?? procedure.steps.get(id)?.title ?? id,
    state: 'past',
    who: listed(names),
    persons,
    ...(last && { at: last.at }),
    happenings: events,
    undone: false,
  }
}

function futureStop(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  context: CaseContext,
): Stop {
  const whos = applicableActors(procedure, step, state, context)
  const parties = whos.flatMap((who) => resolveParties(who, state, context))
  const waits = parties.map((party, group) => ({
    party,
    group,
    excluded: barredFromDeciding(procedure, step, state, party),
  }))
  const persons = personsOf(waits, context)
  const due = setByField(step) ? deadlineOf(step, state, context.calendar) : null
  const who =
    parties.length > 0
      ? actingTitle(waits, context)
      : together(whos.map((actor) => whoTitle(actor, context)))
  return {
    step: step.id,
    title: step.title,
    state: 'future',
    who,
    persons,
    ...(due && { due }),
    happenings: [],
    undone: false,
  }
}

/** Whether the limit of a step does not depend on when the step is reached. */
const setByField = ({ within }: Step): boolean =>
  within?.kind === 'until' || within?.after !== undefined

/** The persons whose turn it is; none where anyone may act. */
function personsOf(
  waitingFor: readonly Pick<Waiting, 'party' | 'excluded'>[],
  context: CaseContext,
): readonly string[] {
  const persons = waitingFor.flatMap((waiting) => {
    const actors = actorsOf(waiting, context)
    return actors === 'anyone' ? [] : actors
  })
  return [...new Set(persons)]
}

function endOf(
  procedure: Procedure,
  id: string | undefined,
  reached: boolean,
): Pick<Timeline, 'end'> {
  if (id === 'withdrawn' && !procedure.ends.has(id))
    return { end: { id, title: withdrawn, tone: 'neutral', reached } }
  const end = procedure.ends.get(id ?? '')
  return end ? { end: { id: end.id, title: end.title, tone: end.tone, reached } } : {}
}

const actedAs: Readonly<Record<string, Words>> = {
  deputy: { ja: '（代行）', en: ' (as deputy)' },
  next: { ja: '（上位者）', en: ' (as superior)' },
}

/** 「福祉課長 田中 一郎さん（代行）」: how an event of the history names who acted. */
export function actorTitle(event: CaseEvent, context: CaseContext): Words {
  if (event.said) return event.said.as
  const name = personWords(context.org.persons.get(event.person)?.name ?? event.person)
  const seat =
    event.party !== undefined && event.party !== 'anyone' && 'seat' in event.party
      ? partyTitle(event.party, context)
      : same('')
  const acting = actedAs[event.as] ?? same('')
  const said = (language: Language): string =>
    [seat[language], `${name[language]}${acting[language]}`].filter((part) => part !== '').join(' ')
  return { ja: said('ja'), en: said('en') }
}
