import type { Procedure, Step } from '../packs/procedure.ts'
import { conditionsOf } from './conditions.ts'
import { dueAt } from './limits.ts'
import type { Due } from './limits.ts'
import { actingTitle, actorsOf, askedOf, partyTitle, partiesIn, whoTitle } from './parties.ts'
import { expectedWay, predict } from './predict.ts'
import type { CaseContext, CaseState, Happening, Waiting } from './state.ts'
import { listed, personWords, same, together, withdrawn } from '../words/words.ts'
import type { Language, Said, Words } from '../words/words.ts'

/** One stop of the line that a case page shows. */
export interface Stop {
  readonly step: string
  readonly title: string
  readonly state: 'past' | 'current' | 'future'
  /** Who acted, whose turn it is, or who will be asked, in words. */
  readonly who: Words
  readonly persons: readonly string[]
  /** Past: when it was left. Current: since when it waits. */
  readonly at?: string
  readonly due?: Due
  /** Past: what happened there (more than one where several had to act). */
  readonly happenings: readonly Happening[]
  /** Past, but undone: the case was sent back to here or before, and will stop here again. */
  readonly undone: boolean
}

export interface Line {
  readonly stops: readonly Stop[]
  /** The end that was reached or is expected; missing where it cannot be told. */
  readonly end?: {
    readonly id: string
    readonly title: Said
    readonly tone: 'good' | 'bad' | 'neutral'
    readonly reached: boolean
  }
}

/** The line of stops: past, current, and those to come as far as the present fields tell. */
export function stops(procedure: Procedure, state: CaseState, context: CaseContext): Line {
  const past = pastStops(procedure, state, context)
  const current = state.status === 'open' ? procedure.steps.get(state.step ?? '') : undefined
  if (current === undefined) return { stops: past, ...endOf(procedure, state.outcome, true) }
  const way = expectedWay(current, state, conditionsOf(procedure, state, context))
  const future = way === undefined ? { steps: [] } : predict(procedure, way, state, context)
  const due = dueAt(current, state, context.calendar)
  const here: Stop = {
    step: current.id,
    title: current.title,
    state: 'current',
    who: actingTitle(state.waitingFor, context),
    at: state.enteredAt,
    ...(due && { due }),
    undone: false,
    happenings: waitingHappenings(state),
    persons: named(
      state.waitingFor.filter((waiting) => !waiting.decided),
      context,
    ),
  }
  return {
    stops: [
      ...past,
      here,
      ...future.steps
        .filter((step) => step.id !== current.id)
        .map((step) => comingStop(procedure, step, state, context)),
    ],
    ...endOf(procedure, future.end, false),
  }
}

/** Acts at the present visit to the step, while it waits for others. */
function waitingHappenings(state: CaseState): readonly Happening[] {
  const arrived = state.history.findLastIndex((happening) => happening.to !== undefined)
  return state.history
    .slice(arrived + 1)
    .filter((happening) => happening.step === state.step && happening.kind === 'decided')
}

function pastStops(procedure: Procedure, state: CaseState, context: CaseContext): readonly Stop[] {
  const line: Stop[] = []
  let together: Happening[] = []
  for (const happening of state.history) {
    if (happening.kind === 'decided' && happening.step !== undefined) {
      together.push(happening)
      if (happening.to !== undefined)
        line.push(pastStop(procedure, happening.step, together, context))
    }
    if (happening.to === undefined) continue
    together = []
    const target = 'step' in happening.to ? happening.to.step : undefined
    const back = line.findIndex((stop) => !stop.undone && stop.step === target)
    if (back >= 0)
      for (const [index, stop] of line.entries())
        if (index >= back && !stop.undone) line[index] = { ...stop, undone: true }
  }
  return line
}

function pastStop(
  procedure: Procedure,
  id: string,
  happenings: readonly Happening[],
  context: CaseContext,
): Stop {
  const persons = [...new Set(happenings.map((happening) => happening.person))]
  const names = persons.map((person) =>
    personWords(context.org.persons.get(person)?.name ?? person),
  )
  const last = happenings.at(-1)
  return {
    step: id,
    title: procedure.steps.get(id)?.title ?? id,
    state: 'past',
    who: listed(names),
    persons,
    ...(last && { at: last.at }),
    happenings,
    undone: false,
  }
}

function comingStop(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  context: CaseContext,
): Stop {
  const asked = askedOf(procedure, step, state, context)
  const parties = asked.flatMap((who) => partiesIn(who, state, context))
  const excluded = step.decides ? [state.applicant] : []
  const persons = named(
    parties.map((party) => ({ party, excluded })),
    context,
  )
  const who =
    parties.length > 0
      ? actingTitle(
          parties.map((party, group) => ({ party, group, excluded })),
          context,
        )
      : together(asked.map((one) => whoTitle(one, context)))
  return {
    step: step.id,
    title: step.title,
    state: 'future',
    who,
    persons,
    happenings: [],
    undone: false,
  }
}

/** The persons whose turn it is; none where anyone may act. */
function named(
  waitingFor: readonly Pick<Waiting, 'party' | 'excluded'>[],
  context: CaseContext,
): readonly string[] {
  const persons = waitingFor.flatMap((waiting) => {
    const actors = actorsOf(waiting, context)
    return actors === 'anyone' ? [] : actors
  })
  return [...new Set(persons)]
}

function endOf(procedure: Procedure, id: string | undefined, reached: boolean): Pick<Line, 'end'> {
  if (id === 'withdrawn' && !procedure.ends.has(id))
    return { end: { id, title: withdrawn, tone: 'neutral', reached } }
  const end = procedure.ends.get(id ?? '')
  return end ? { end: { id: end.id, title: end.title, tone: end.tone, reached } } : {}
}

const actedAs: Readonly<Record<string, Words>> = {
  deputy: { ja: '（代行）', en: ' (as deputy)' },
  next: { ja: '（上位者）', en: ' (as superior)' },
}

/** 「福祉課長 田中 一郎さん（代行）」: how a line of the history names who acted. */
export function actedTitle(happening: Happening, context: CaseContext): Words {
  const name = personWords(context.org.persons.get(happening.person)?.name ?? happening.person)
  const seat =
    happening.party !== undefined && happening.party !== 'anyone' && 'seat' in happening.party
      ? partyTitle(happening.party, context)
      : same('')
  const acting = actedAs[happening.as] ?? same('')
  const said = (language: Language): string =>
    [seat[language], `${name[language]}${acting[language]}`].filter((part) => part !== '').join(' ')
  return { ja: said('ja'), en: said('en') }
}
