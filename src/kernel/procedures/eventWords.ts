import { classLabel } from '../classes/index.ts'
import { formatValue } from '../fields/index.ts'
import type { Field } from '../fields/types.ts'
import type { ClassValue } from '../packs/classification.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { CaseChange } from './answers.ts'
import { partyTitle } from './parties.ts'
import type { ChangeWords, EventWords } from './said.ts'
import { sealWordsOf } from './seals.ts'
import type { CaseContext, CaseEvent, CaseState } from './state.ts'
import { actorTitle } from './timeline.ts'

/** The case with words for every event of its history that has none yet. Those that are there stay. */
export function withWords(procedure: Procedure, state: CaseState, context: CaseContext): CaseState {
  if (state.history.every((event) => event.said !== undefined)) return state
  return {
    ...state,
    history: state.history.map((event) => ({
      ...event,
      said: event.said ?? wordsOfEvent(procedure, event, state, context),
    })),
  }
}

function wordsOfEvent(
  procedure: Procedure,
  event: CaseEvent,
  state: CaseState,
  context: CaseContext,
): EventWords {
  const nameOf = (person: string): string => context.org.persons.get(person)?.name ?? person
  const step = procedure.steps.get(event.step ?? '')
  const decision = step?.decisions.find(({ id }) => id === event.decision)
  const seal = sealWordsOf(procedure, event, state, context)
  return {
    person: nameOf(event.person),
    as: actorTitle(event, context),
    ...(step && { step: step.title }),
    ...(decision && { decision: decision.title }),
    ...(event.party && { party: partyTitle(event.party, context) }),
    ...(event.insteadOf !== undefined && { insteadOf: nameOf(event.insteadOf) }),
    ...(event.paper && { recorder: nameOf(event.paper.recorder) }),
    ...(event.changed && {
      changed: event.changed.map((change) => wordsOfChange(procedure, change, context)),
    }),
    ...(seal && { seal }),
  }
}

/** The title of what changed, and its values in words where they are not written as they are stored. */
export function wordsOfChange(
  procedure: Procedure,
  change: CaseChange,
  context: CaseContext,
): ChangeWords {
  const safeguard =
    change.safeguard === undefined
      ? undefined
      : context.policy.handling.safeguards.get(change.safeguard)
  const fields = change.safeguard === undefined ? procedure.fields : (safeguard?.asks ?? [])
  const field = fields.find(({ id }) => id === change.field)
  const from = wordsOfValue(field, change, change.from, context)
  const to = wordsOfValue(field, change, change.to, context)
  return {
    ...(field && { title: safeguard ? `${field.title}（${safeguard.title}）` : field.title }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

function wordsOfValue(
  field: Field | undefined,
  { safeguard, field: id }: CaseChange,
  value: unknown,
  { format, policy }: CaseContext,
): string | undefined {
  if (value === undefined || value === null) return undefined
  const { classification } = policy
  if (field?.type === 'files') return undefined
  const said = field
    ? formatValue(field, value, format ?? {})
    : safeguard === undefined && id === 'class' && classification
      ? classLabel(value as ClassValue, classification)
      : ''
  return said === value ? undefined : said
}

/**
 * A value of a change as it is shown: in the words that were kept, else as it is stored. A list
 * without words is of files, which keep their names.
 */
export function shownValue(
  said: string | undefined,
  value: unknown,
  file?: (id: string) => string | undefined,
): string {
  if (said !== undefined) return said
  if (Array.isArray(value)) return value.map((id) => file?.(String(id)) ?? String(id)).join('、')
  return typeof value === 'string' ? value : ''
}
