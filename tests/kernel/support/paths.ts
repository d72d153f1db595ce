import type { Field } from '#kernel/fields/index.ts'
import type { OrganizationView } from '#kernel/organization/index.ts'
import type { Actor, Procedure, Step } from '#kernel/packs/procedure.ts'
import {
  act,
  begin,
  allProofs,
  movesFrom,
  nextActor,
  confirmationsFor,
} from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState, Move, Path } from '#kernel/procedures/index.ts'
import { condition } from './fields.ts'

const never = condition(() => false)

/**
 * A copy of a procedure in which only one path is open: conditions are fixed to it and nothing
 * needs to be written.
 */
function along(procedure: Procedure, path: Path): Procedure {
  const steps = new Map(
    [...procedure.steps].map(([id, step]): [string, Step] => {
      const {
        when: _when,
        applies: _applies,
        ...bare
      } = {
        ...step,
        fill: [],
        safeguards: false,
        by: step.by.map(({ when: _condition, ...who }): Actor => who),
      }
      const move = path.moves.find((one) => one.step === id)
      const branches = (
        decision: Step['decisions'][number],
        open: number,
      ): Step['decisions'][number] => ({
        ...decision,
        branches: decision.branches.map(({ when: _condition, ...branch }, index) =>
          index < open ? { ...branch, when: never } : branch,
        ),
      })
      if (move === undefined) return [id, bare]
      if ('passedOver' in move)
        return [
          id,
          {
            ...bare,
            when: never,
            decisions: step.decisions.map((decision) => branches(decision, 0)),
          },
        ]
      return [
        id,
        {
          ...bare,
          decisions: step.decisions.map((decision) =>
            branches(decision, decision.id === move.decision ? move.branch : 0),
          ),
        },
      ]
    }),
  )
  const { about: _about, ...rest } = procedure
  return {
    ...rest,
    steps,
    fields: procedure.fields.map(({ when: _when, after: _after, ...field }) => ({
      ...field,
      required: false,
    })),
  }
}

/**
 * Something for each field that points to somebody or somewhere, so that every `by` finds its
 * person; the last persons are least likely to have a role.
 */
function sample(fields: readonly Field[], org: OrganizationView): Record<string, unknown> {
  const people = [...org.persons.keys()].toReversed()
  const system = [...org.places.values()].find((one) => one.scope === 'system')?.id
  const unit = [...org.units.keys()].at(-1)
  return Object.fromEntries(
    fields.flatMap((field) => {
      const values: Partial<Record<Field['type'], unknown>> = {
        person: people[0],
        persons: people.slice(0, field.min ?? 1),
        unit,
        line: system,
        lines: field.among === undefined ? [system] : ['x'],
        units: [unit],
      }
      return values[field.type] === undefined ? [] : [[field.id, values[field.type]]]
    }),
  )
}

interface Walked {
  readonly to: string
  readonly refused: boolean
}

/**
 * Walks a path with whoever may begin and act, and shows every state on the way; answers where the
 * case came to: 'end x', the id of a step, or what was refused to the last who tried.
 */
export function follow(
  procedure: Procedure,
  path: Path,
  context: CaseContext,
  visit: (state: CaseState) => void = () => undefined,
): string {
  const only = along(procedure, path)
  let last = 'nobody may begin'
  for (const applicant of context.org.persons.keys()) {
    const walked = followAs(only, path, applicant, procedure.about !== undefined, context, visit)
    if (walked?.refused === false) return walked.to
    last = walked?.to ?? last
  }
  return last
}

/** As one applicant; undefined where that person may not begin. */
function followAs(
  only: Procedure,
  path: Path,
  applicant: string,
  aboutLine: boolean,
  context: CaseContext,
  visit: (state: CaseState) => void,
): Walked | undefined {
  const { org } = context
  const system = [...org.places.values()].find((one) => one.scope === 'system')
  const about = aboutLine
    ? [
        {
          id: 'x',
          unit: system?.unit ?? [...org.units.keys()][0] ?? '',
          ...(system && { system: system.id }),
        },
      ]
    : []
  const written = only.fields.filter(({ id }) => only.fixed?.has(id) !== true)
  const begun = begin(only, { applicant, about, fields: sample(written, org) }, context)
  if (!begun.ok) return undefined
  let state: CaseState = begun.state
  visit(state)
  for (const move of path.moves.filter(
    (one): one is Exclude<Move, { passedOver: true }> => !('passedOver' in one),
  )) {
    if (state.step !== move.step)
      return { to: `at ${state.step} instead of ${move.step}`, refused: true }
    for (
      let count = state.history.length;
      state.step === move.step && state.history.slice(count).every((one) => one.to === undefined);
    ) {
      const step = only.steps.get(move.step)
      const decision = step?.decisions.find((one) => one.id === move.decision)
      if (step === undefined || decision === undefined)
        return { to: `no ${move.step}/${move.decision}`, refused: true }
      const confirmed = confirmationsFor(step, decision, state, context).map((one) => one.id)
      const own = act(
        only,
        state,
        { actor: applicant, decision: decision.id, comment: 'c', proofs: allProofs, confirmed },
        context,
      )
      if (step.decides && own.ok)
        return { to: `the applicant decides at ${move.step}`, refused: true }
      const result = act(
        only,
        state,
        {
          actor: nextActor(state, context),
          decision: decision.id,
          comment: 'c',
          proofs: allProofs,
          confirmed,
        },
        context,
      )
      if (!result.ok) return { to: `${result.problem.code} at ${move.step}`, refused: true }
      state = result.state
      visit(state)
    }
  }
  return {
    to: state.status === 'ended' ? `end ${state.outcome}` : (state.step ?? ''),
    refused: false,
  }
}

/**
 * Where a path should come to: its end, or the step it returns to (past those that it passes over).
 */
export function destinationOf(procedure: Procedure, path: Path): string {
  let at = path.to
  for (let left = procedure.steps.size; left > 0 && 'step' in at; left -= 1) {
    const { step } = at
    if (!path.moves.some((move) => move.step === step && 'passedOver' in move)) return step
    at = movesFrom(procedure, step).find(([move]) => 'passedOver' in move)?.[1] ?? at
  }
  return 'end' in at ? `end ${at.end}` : at.step
}
