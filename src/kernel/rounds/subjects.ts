import { resolveWho } from '../organization/who.ts'
import type { EntryLocation, Party } from '../organization/who.ts'
import type { Roles } from '../organization/seats.ts'
import type { OrganizationView } from '../organization/types.ts'
import type { FieldValues } from '../fields/types.ts'
import type { RoundActor } from '../packs/checklist.ts'
import { holds } from '../packs/expression.ts'
import type { Choice } from '../packs/choice.ts'
import type { Round } from '../packs/round.ts'
import type { Who } from '../packs/who.ts'

/** One subject of a round as the records have it: what conditions and whos are asked of. */
export interface RoundSubjectFacts {
  /** The id of a unit, person or entry; '' is the organisation. */
  readonly id: string
  readonly title: string
  /** The names that expressions see of it: fields of the line, or `person`. */
  readonly names: FieldValues
  /** Where it stands, for roles of its unit, its system …; fields of the line for `person in …`. */
  readonly location: EntryLocation
  readonly fields: FieldValues
  /** The person herself, where the round goes through persons. */
  readonly person?: string
}

/** The choices of the organisation as expressions see them, as `organization`. */
export function choicesOf(choices: ReadonlyMap<string, Choice>): FieldValues {
  return Object.fromEntries([...choices].map(([id, { value }]) => [id, value]))
}

/** The names that conditions on a subject see. */
export function conditionsOn(
  subject: RoundSubjectFacts,
  choices: ReadonlyMap<string, Choice>,
): FieldValues {
  return { ...subject.names, organization: choicesOf(choices) }
}

/** Whether a round goes through a subject. A condition that cannot be decided holds. */
export function goesThrough(
  round: Pick<Round, 'where' | 'applies'>,
  subject: RoundSubjectFacts,
  choices: ReadonlyMap<string, Choice>,
): boolean {
  const conditions = conditionsOn(subject, choices)
  return holds(round.applies, conditions, true) && holds(round.where, conditions, true)
}

/** Who has to do something about a subject; a machine is nobody. */
export function doersOf(
  by: readonly RoundActor[],
  subject: RoundSubjectFacts,
  org: OrganizationView,
  roles: Roles,
): readonly Party[] {
  return by.flatMap((who): readonly Party[] => {
    if (who.kind === 'machine') return []
    if (who.kind === 'self') return subject.person === undefined ? [] : [{ person: subject.person }]
    return partiesAt(who, subject, org, roles)
  })
}

/** The parties that a who stands for at a subject. */
export function partiesAt(
  who: Who,
  subject: RoundSubjectFacts,
  org: OrganizationView,
  roles: Roles,
): readonly Party[] {
  return resolveWho(who, {
    org,
    roles,
    applicant: subject.person ?? '',
    about: [subject.location],
    fields: subject.fields,
  })
}
