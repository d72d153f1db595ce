import type { FieldType } from '../../fields/types.ts'
import type { Register } from '../register.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { placeKinds } from '../who.ts'
import type { PlaceKind, Who } from '../who.ts'
import { emptyAmong } from './filled.ts'
import { readFields, withoutMyNumber } from './fields.ts'
import { readNumber } from './number.ts'
import type { Reading } from './reading.ts'
import { RegisterPlace } from './registerPlace.ts'
import {
  readCount,
  readDiagram,
  readReach,
  readRetention,
  readStocktake,
  readWarnings,
} from './registerWork.ts'
import { lazy, registerNames } from './scopes.ts'
import { readWho, readWhos } from './who.ts'
import { optional } from './optional.ts'

const nobody: Who = { kind: 'anyone' }
const persons: readonly FieldType[] = ['person', 'persons']
/** What a line may be called by. */
const named: readonly FieldType[] = [
  'text',
  'long-text',
  'kana',
  'phone',
  'email',
  'number',
  'date',
  'date-time',
  'choice',
  'person',
  'persons',
  'unit',
]

/** One ledger. */
export function readRegister(reading: Reading, id: string, tree: Tree): Register {
  const names = reading.known.registers.get(id)?.fields ?? []
  const place = new RegisterPlace(reading, id, names)
  const written = readFields(
    reading,
    child(tree, 'fields'),
    lazy(() => registerNames(reading.known, names)),
    names,
    () => emptyAmong(names),
  )
  const fields = withoutMyNumber(written, reading.flag(tree, 'noMyNumber'))
  const heldBy = place.field(child(tree, 'heldBy'), persons, '人')
  if (child(tree, 'returned') !== undefined && heldBy === undefined)
    reading.faults.add('missing-key', tree.at, { name: 'heldBy' })
  return {
    ...reading.mechanism(id, tree, '台帳'),
    belongsTo: textOf(child(tree, 'belongsTo')) === 'organization' ? 'organization' : 'unit',
    keptBy: readWho(reading, child(tree, 'keptBy'), place.who) ?? nobody,
    unitWrites: reading.flag(tree, 'unitWrites'),
    readBy: readReaders(place, child(tree, 'readBy')),
    number: readNumber(reading, child(tree, 'number')),
    fields,
    nameField:
      place.field(child(tree, 'nameField'), named, '文字か人') ??
      names.find((each) => each.id === 'name')?.id ??
      names[0]?.id ??
      'name',
    states: reading.texts(tree, 'states'),
    label: place.fields(child(tree, 'label')),
    warn: readWarnings(place, child(tree, 'warn')),
    ...optional('scope', readScope(reading, id, child(tree, 'scope'))),
    ...optional(
      'kanaField',
      place.field(child(tree, 'kanaField')) ?? names.find((each) => each.type === 'kana')?.id,
    ),
    ...optional(
      'classField',
      place.field(child(tree, 'classField')) ?? names.find((each) => each.type === 'class')?.id,
    ),
    ...optional(
      'ended',
      child(tree, 'ended') === undefined ? undefined : place.states(child(tree, 'ended')),
    ),
    ...optional(
      'byHand',
      child(tree, 'byHand') === undefined ? undefined : place.states(child(tree, 'byHand')),
    ),
    ...optional(
      'endByHand',
      child(tree, 'endByHand') === undefined ? undefined : place.states(child(tree, 'endByHand')),
    ),
    ...optional('disposal', place.procedure(child(tree, 'disposal'))),
    ...optional('heldBy', heldBy),
    ...optional('returned', place.states(child(tree, 'returned'))[0]),
    ...optional('stocktake', readStocktake(place, child(tree, 'stocktake'))),
    ...optional('retention', readRetention(place, child(tree, 'retention'))),
    ...optional('count', readCount(place, child(tree, 'count'))),
    ...optional('reach', readReach(place, child(tree, 'reach'))),
    ...optional('diagram', readDiagram(place, child(tree, 'diagram'))),
  }
}

/** `everyone`, `unit`, or those named; the unit where nothing is said. */
function readReaders({ reading, who }: RegisterPlace, tree: Tree | undefined): Register['readBy'] {
  const word = textOf(tree)
  if (tree === undefined || word === 'unit') return 'unit'
  return word === 'everyone' ? word : readWhos(reading, tree, who)
}

function readScope(reading: Reading, id: string, tree: Tree | undefined): PlaceKind | undefined {
  const scope = textOf(tree)
  if (tree === undefined || scope === undefined) return undefined
  const other = [...reading.known.registers].find(
    ([each, register]) => each !== id && register.scope === scope,
  )
  if (other !== undefined) reading.faults.add('scope-twice', tree.at, { scope, other: other[0] })
  return placeKinds.find((kind) => kind === scope)
}
