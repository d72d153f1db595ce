import type { CheckedSubject, Step, StepCheck } from '../procedure.ts'
import { child, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { readFieldOf } from './effectFields.ts'
import type { ProcedureContext } from './effectFields.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'

const checkable = ['person', 'persons', 'unit', 'units', 'line', 'lines'] as const

/** `server`, `server of machine`, `round officers of applicant`, `{ list: server, of: machine }` */
export function readStepChecks(
  reader: PackReader,
  step: Tree,
  context: ProcedureContext,
): Pick<Step, 'checks' | 'mustBeRight'> {
  const written = child(step, 'checks')
  const must = child(step, 'must')
  const checks = itemsOf(written).flatMap((item) => readCheck(reader, item, context) ?? [])
  if (must !== undefined && written === undefined)
    reader.faults.add('must-without-check', must.at, {}, { key: true })
  return {
    ...optional('checks', written === undefined ? undefined : checks),
    ...optional('mustBeRight', must === undefined ? undefined : true),
  }
}

function readCheck(
  reader: PackReader,
  item: Tree,
  context: ProcedureContext,
): StepCheck | undefined {
  const text = textOf(item) ?? ''
  const [, isRound, written, subject] =
    /^(round )?([a-z][a-z0-9-]*)(?: of (\S+))?$/.exec(text.trim().replaceAll(/\s+/g, ' ')) ?? []
  const list = item.kind === 'map' ? child(item, 'list') : undefined
  const round = item.kind === 'map' ? child(item, 'round') : undefined
  const name = textOf(list ?? round) ?? written
  if (name === undefined || (list !== undefined && round !== undefined)) {
    reader.faults.add('bad-check', item.at, { text })
    return undefined
  }
  const ofTree =
    item.kind === 'map'
      ? child(item, 'of')
      : subject === undefined
        ? undefined
        : ({ kind: 'scalar', at: item.at, value: subject } as const)
  const of = ofTree === undefined ? undefined : readChecked(reader, ofTree, context)
  const at = list ?? round ?? item
  if (round !== undefined || isRound !== undefined) {
    reader.named(at, name, 'unknown-round', reader.symbols.rounds)
    return { kind: 'round', round: name, ...optional('of', of) }
  }
  reader.named(at, name, 'unknown-checklist', reader.symbols.checklists)
  return { kind: 'answers', checklist: name, ...optional('of', of) }
}

/** The applicant, or a field of persons, units or entries. */
function readChecked(
  reader: PackReader,
  tree: Tree,
  context: ProcedureContext,
): CheckedSubject | undefined {
  if (textOf(tree) === 'applicant') return 'applicant'
  const field = readFieldOf(reader, tree, checkable, '人、所属、台帳の行', context)
  return field === undefined ? undefined : { field }
}
