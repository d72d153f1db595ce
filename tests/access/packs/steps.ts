import type { Actor, Procedure, Step } from '#kernel/packs/procedure.ts'
import { locationOf } from '#kernel/organization/index.ts'
import { partiesToWaitFor } from '#kernel/procedures/parties.ts'
import { withReaders } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
import { plain, pointingValues } from './made.ts'
import type { Made, MadeLine } from './made.ts'
import type { WhoContext } from './oracle.ts'
import type { MadeStage } from './stage.ts'
import { toDatabaseValues } from '../../cases/values.ts'

/** A case at a step, for the program and for the oracle. */
export interface CaseAtStep {
  readonly procedure: Procedure
  readonly step: Step
  readonly at: WhoContext
  readonly state: CaseState
  readonly context: CaseContext
}

/**
 * The step without its conditions: they say when a person is asked, not whether the person may act.
 */
function unconditional(step: Step): Step {
  return { ...step, by: step.by.map(({ when: _when, ...who }): Actor => who) }
}

/**
 * A case at a step. The applicant has no role where nobody else is named. Undefined where nobody
 * would have to act.
 */
export function caseAt(
  { ids, pack, now }: MadeStage,
  made: Made,
  context: CaseContext,
  procedure: Procedure,
  definition: Step,
  index: 0 | 1,
  applicant: string = plain(index === 0 ? 'own' : 'other'),
): CaseAtStep | undefined {
  const step = unconditional(definition)
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

/** The context with which the program decides on cases. */
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
