import type { FieldType } from '../../fields/types.ts'
import { itemsAsked } from '../../rounds/items.ts'
import type { Subject } from '../checklist.ts'
import type { FaultCollector } from '../faults.ts'
import type { CheckedSubject, Procedure } from '../procedure.ts'
import { isSameSubject, subjectOf, writtenSubject } from '../read/subject.ts'
import { child, itemsOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Pack } from '../types.ts'

/** Reports what steps look at that their cases have no subject for, or that asks nothing. */
export function checkStepChecks(
  { procedures, checklists, rounds }: Pick<Pack, 'procedures' | 'checklists' | 'rounds'>,
  trees: ReadonlyMap<string, Tree>,
  faults: FaultCollector,
): void {
  for (const procedure of procedures.values())
    for (const step of procedure.steps.values()) {
      const written = child(trees.get(procedure.id), 'steps', step.id, 'checks')
      const items = itemsOf(written)
      if (items.length !== step.checks?.length) continue
      for (const [index, check] of step.checks.entries()) {
        const at = items[index]
        if (at === undefined) continue
        const subject =
          check.kind === 'answers'
            ? checklists.get(check.checklist)?.of
            : roundSubject(rounds.get(check.round)?.each)
        if (subject === undefined) continue
        const name = check.kind === 'answers' ? check.checklist : check.round
        if (!hasSubject(procedure, subject, check.of))
          faults.add('check-subject', at.at, { name, of: writtenSubject(subject) })
        if (check.kind === 'answers' && asksNothing(checklists, check.checklist))
          faults.add('closing-nothing', at.at, { checklist: check.checklist })
        if (check.kind === 'round' && step.mustBeRight !== true)
          faults.add('check-round-must', at.at, { round: check.round })
      }
    }
}

const roundSubject = (each: Parameters<typeof subjectOf>[0] | undefined): Subject | undefined =>
  each === undefined ? undefined : subjectOf(each)

function asksNothing(checklists: Pack['checklists'], id: string): boolean {
  const checklist = checklists.get(id)
  const isWhole =
    checklist !== undefined && checklist.draws.every((draw) => checklists.has(draw.of))
  return isWhole && itemsAsked(checklists, id).length === 0
}

/** Whether cases of a procedure have what a check is about. */
function hasSubject(
  procedure: Procedure,
  subject: Subject,
  of: CheckedSubject | undefined,
): boolean {
  if (of === undefined)
    return (
      subject.kind !== 'line' ||
      (procedure.about !== undefined &&
        isSameSubject(subject, { kind: 'line', register: procedure.about.register }))
    )
  if (of === 'applicant') return subject.kind === 'person' || subject.kind === 'unit'
  const field = procedure.fields.find(({ id }) => id === of.field)
  if (field === undefined) return true
  return (
    typesOf[subject.kind].includes(field.type) &&
    (subject.kind !== 'line' || field.register === subject.register)
  )
}

const typesOf: Readonly<Record<Subject['kind'], readonly FieldType[]>> = {
  organization: [],
  unit: ['unit', 'units'],
  person: ['person', 'persons'],
  line: ['line', 'lines'],
}
