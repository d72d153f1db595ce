import { dayOf } from '#kernel/calendar/index.ts'
import type { Step } from '#kernel/packs/procedure.ts'
import type { Who } from '#kernel/packs/who.ts'
import { askedOf, stops } from '#kernel/procedures/index.ts'
import type { CaseContext, Happening } from '#kernel/procedures/index.ts'
import type { Seal } from '#platform/documents/print/index.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { procedureOf } from './context.ts'
import { nameOf } from './show.ts'
import type { StoredCase } from './store.ts'

/** A seal box of a form: the step that it stands for, and the roles that it is called by. */
export interface StepSeal {
  readonly step: Step
  readonly asked: readonly Who[]
  readonly seal: Seal
}

/** A box for each step that decides, or for each that is asked there where all must: empty until somebody has, and again when the case was sent back. */
export function sealsOf(handle: Handle, stored: StoredCase, context: CaseContext): StepSeal[] {
  const { state } = stored
  const procedure = procedureOf(handle, state.procedure)
  const line = stops(procedure, state, context).stops.filter(
    (stop) => !stop.undone && stop.state !== 'future',
  )
  const passed = new Set(
    [...state.history.slice(0, 1), ...line.flatMap((stop) => stop.happenings)].flatMap(
      (one) => one.passedOver ?? [],
    ),
  )
  return [...procedure.steps.values()]
    .filter((step) => step.decides)
    .flatMap((step): StepSeal[] => {
      const happened = line.findLast((stop) => stop.step === step.id)?.happenings
      if (happened === undefined && passed.has(step.id)) return []
      const asked = askedOf(procedure, step, state, context)
      const boxes = step.all ? asked.map((who) => [who]) : [asked]
      return boxes.map((whos) => ({
        step,
        asked: whos,
        seal: sealOf(
          handle,
          step,
          whos,
          happened?.findLast(
            (one) =>
              one.kind === 'decided' &&
              (boxes.length === 1 || whos.some((who) => actedAs(one, who))),
          ),
        ),
      }))
    })
}

function sealOf(
  handle: Handle,
  step: Step,
  whos: readonly Who[],
  line: Happening | undefined,
): Seal {
  const role = whos
    .map((who) =>
      who.kind === 'role'
        ? (handle.organization.pack.roles.get(who.role)?.title ?? who.role)
        : step.title,
    )
    .join('・')
  if (!line || step.decisions.find((one) => one.id === line.decision)?.tone !== 'good')
    return { role }
  return {
    role,
    name: nameOf(handle, line.person),
    date: dayOf(line.at),
    decision: line.insteadOf ? '代行' : '許可',
  }
}

/** Whether somebody acted as one of those that a `who` means. */
function actedAs({ party }: Happening, who: Who): boolean {
  if (party === undefined || party === 'anyone') return who.kind === 'anyone'
  return 'seat' in party
    ? who.kind === 'role' && who.role === party.seat.role
    : who.kind === 'person' || who.kind === 'applicant'
}
