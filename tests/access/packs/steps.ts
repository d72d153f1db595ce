import type { Actor, Procedure, Step } from '#kernel/packs/procedure.ts'
import { locationOf } from '#kernel/organization/index.ts'
import { partiesToWaitFor } from '#kernel/procedures/parties.ts'
import { withReaders } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
import { plain, pointingValues } from './made.ts'
import type { Made, MadeLine } from './made.ts'
import type { Standing } from './oracle.ts'
import type { MadeStage } from './stage.ts'
import { toDatabaseValues } from '../../cases/values.ts'

/** A case that stands at a step, for the program and for the oracle. */
export interface StandingCase {
  readonly procedure: Procedure
  readonly step: Step
  readonly at: Standing
  readonly state: CaseState
  readonly context: CaseContext
}

/** Whatever the circumstances: conditions say when somebody is asked, not whether that person may. */
function unconditional(step: Step): Step {
  return { ...step, by: step.by.map(({ when: _when, ...who }): Actor => who) }
}

/** A case at a step, applied for by a person without any role where nobody else is named; undefined where nobody would have to act. */
export function caseAt(
  { ids, pack, now }: MadeStage,
  made: Made,
  context: CaseContext,
  procedure: Procedure,
  found: Step,
  index: 0 | 1,
  applicant: string = plain(index === 0 ? 'own' : 'other'),
): StandingCase | undefined {
  const step = unconditional(found)
  const line: MadeLine | undefined =
    procedure.about && made.lines.get(procedure.about.register)?.[index]
  const unit = made.unitOf.get(applicant) ?? ''
  const fields = pointingValues(procedure.fields, index)
  const bare: CaseState = {
    procedure: procedure.id,
    status: 'open',
    step: step.id,
    enteredAt: now,
    applicant: ids.of(applicant),
    applicantUnit: ids.of(unit),
    fields: toDatabaseValues(procedure.fields, fields, ids),
    safeguards: [],
    answers: {},
    waitingFor: [],
    history: [],
    about: line
      ? [
          {
            id: ids.of(line.id),
            fields: {},
            ...locationOf(pack.registers, {
              ...line,
              id: ids.of(line.id),
              ...(line.unit && { unit: ids.of(line.unit) }),
              fields: toDatabaseValues(pack.registers.get(line.register)!.fields, line.fields, ids),
            }),
          },
        ]
      : [],
  }
  const waiting = partiesToWaitFor(procedure, step, bare, context)
  if (!waiting.ok) return undefined
  const state = withReaders(procedure, { ...bare, waitingFor: waiting.waitingFor }, context)
  return {
    procedure,
    step,
    at: { applicant, fields, ...(line && { about: line }) },
    state,
    context,
  }
}

/** What the program knows of the world when it decides on cases. */
export function contextFor(
  { ids, pack, now }: MadeStage,
  made: Made,
  org: CaseContext['org'],
): CaseContext {
  const related = new Map(
    [...made.lines.values()].flat().map(
      (line) =>
        [
          ids.of(line.id),
          locationOf(pack.registers, {
            id: ids.of(line.id),
            register: line.register,
            fields: toDatabaseValues(pack.registers.get(line.register)!.fields, line.fields, ids),
            ...(line.unit && { unit: ids.of(line.unit) }),
          }),
        ] as const,
    ),
  )
  return {
    org,
    roles: pack.roles,
    now,
    separationOfDuties: pack.separationOfDuties,
    policy: pack,
    related,
  }
}
