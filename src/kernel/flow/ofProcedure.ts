import { spanWords } from '../calendar/spans.ts'
import type { Field } from '../fields/types.ts'
import type { Expression } from '../packs/expression.ts'
import { sayCondition } from '../packs/expressions/say.ts'
import type { ConditionTitles } from '../packs/expressions/say.ts'
import type { Destination, Procedure, Step } from '../packs/procedure.ts'
import type { Pack } from '../packs/types.ts'
import type { Actor } from '../packs/procedure.ts'
import { inLanguage } from '../words/words.ts'
import type { Language } from '../words/words.ts'
import type { Flow, FlowStep, FlowTarget, FlowWay } from './types.ts'
import { flowWords } from './words.ts'
import type { FlowWords } from './words.ts'

/** What a flow is said with: a pack with its texts in the language of the reader. */
interface Saying {
  readonly procedure: Procedure
  readonly pack: Pack
  readonly language: Language
  readonly words: FlowWords
}

/** The steps of a procedure in words. `pack` has its texts in the language already. */
export function flowOf(procedure: Procedure, pack: Pack, language: Language): Flow {
  const saying = { procedure, pack, language, words: flowWords[language] }
  return { steps: [...procedure.steps.values()].map((step) => flowStep(step, saying)) }
}

function flowStep(step: Step, saying: Saying): FlowStep {
  const { words } = saying
  const conditions = [step.when, step.applies].filter((each) => each !== undefined)
  return {
    id: step.id,
    title: step.title,
    who: sayActors(step, saying),
    limit: sayLimit(step, saying),
    ...sayChecks(step, saying),
    when:
      conditions.length === 0
        ? null
        : words.only(conditions.map((each) => said(each, saying)).join(words.and)),
    ways: distinct([...waysOf(step, saying), ...passedOver(step, saying)]),
  }
}

/** What a step looks at by its titles, and whether all must be right. */
function sayChecks(
  { checks = [], mustBeRight }: Step,
  { pack, words }: Saying,
): { checks?: string } {
  const titles = checks.flatMap((check) =>
    check.kind === 'answers'
      ? (pack.checklists.get(check.checklist)?.title ?? [])
      : (pack.rounds.get(check.round)?.title ?? []),
  )
  if (titles.length === 0) return {}
  const what = titles.join(words.comma)
  return { checks: mustBeRight === true ? words.checksRight(what) : words.checks(what) }
}

/** Branches that part by something without words read the same. */
function distinct(ways: readonly FlowWay[]): readonly FlowWay[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()]
}

function waysOf(step: Step, saying: Saying): FlowWay[] {
  return step.decisions.flatMap(({ title, branches }) =>
    branches.map((branch) => ({
      title,
      when:
        branch.when !== undefined
          ? saying.words.where(said(branch.when, saying))
          : branches.length > 1
            ? saying.words.otherwise
            : null,
      starts: branch.effects.flatMap((effect) =>
        effect.kind === 'start'
          ? [saying.pack.procedures.get(effect.procedure)?.title ?? effect.procedure]
          : [],
      ),
      to: target(branch.to, saying),
    })),
  )
}

/** Where a step that is passed over leads, unless that is the way of its first decision. */
function passedOver(step: Step, saying: Saying): FlowWay[] {
  const first = step.decisions[0]?.branches[0]?.to
  const { skipTo } = step
  const isConditional = step.when !== undefined || step.applies !== undefined
  if (!isConditional || skipTo === undefined || isSame(skipTo, first)) return []
  return [{ title: '', when: saying.words.passedOver, starts: [], to: target(skipTo, saying) }]
}

function isSame(left: Destination, right: Destination | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function target(to: Destination, { procedure }: Saying): FlowTarget {
  if ('step' in to) return { step: to.step }
  const end = procedure.ends.get(to.end)
  return { end: to.end, title: end?.title ?? to.end, tone: end?.tone ?? 'neutral' }
}

function sayActors({ by, all, meeting }: Step, saying: Saying): string {
  const { words } = saying
  const titles = [...new Set(by.map((actor) => sayActor(actor, saying)))]
  const together = titles.join(all ? words.together : words.either)
  return meeting ? words.inMeeting(together) : together
}

function sayActor(actor: Actor, { procedure, pack, words }: Saying): string {
  switch (actor.kind) {
    case 'applicant':
      return words.applicant
    case 'anyone':
      return words.anyone
    case 'person':
      return words.personIn(fieldIn(procedure.fields, actor.field)?.title ?? actor.field)
    case 'role': {
      const title = pack.roles.get(actor.role)?.title ?? actor.role
      const { of } = actor
      return 'up' in of && of.up > 0 ? words.above(title) : title
    }
  }
}

function sayLimit({ within }: Step, { procedure, words, language }: Saying): string | null {
  if (within === undefined) return null
  const titleOf = (id: string) => fieldIn(procedure.fields, id)?.title ?? id
  if (within.kind === 'until') return words.until(titleOf(within.field))
  const span = inLanguage(spanWords(within), language)
  return within.after === undefined
    ? words.within(span)
    : words.withinAfter(span, titleOf(within.after))
}

/** A condition in words; where it has none, that there is one. */
function said({ source }: Expression, saying: Saying): string {
  return sayCondition(source, titlesIn(saying), saying.language) ?? saying.words.condition
}

/** The titles of the names that conditions of a procedure read. */
function titlesIn({ procedure, pack }: Saying): ConditionTitles {
  const entry =
    procedure.about === undefined ? undefined : pack.registers.get(procedure.about.register)
  const fieldOf = ([first = '', second]: readonly string[]): Field | undefined =>
    first === 'about' && second !== undefined
      ? fieldIn(entry?.fields ?? [], second)
      : fieldIn(procedure.fields, first)
  const axisOf = (path: readonly string[]) => {
    const [first, second] = path
    const isClass = first === 'class' || fieldOf([first ?? ''])?.type === 'class'
    return isClass ? pack.classification?.axes.find(({ id }) => id === second) : undefined
  }
  return {
    nameOf: (path) => (axisOf(path) ?? fieldOf(path))?.title,
    valueOf: (path, literal) => {
      const axis = axisOf(path)
      return axis === undefined
        ? fieldOf(path)?.options?.find(({ id }) => id === literal)?.title
        : axis.levels.find(({ value }) => value === literal)?.title
    },
  }
}

function fieldIn(fields: readonly Field[], id: string): Field | undefined {
  return fields.find((field) => field.id === id)
}
