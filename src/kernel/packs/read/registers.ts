import type { FieldType } from '../../fields/types.ts'
import type { Register } from '../register.ts'
import { child, entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { placeKinds } from '../who.ts'
import type { PlaceKind, Who } from '../who.ts'
import { emptyAmong } from './filled.ts'
import { readFields, forbidMyNumber } from './fields.ts'
import { readNumberPattern } from './numberPattern.ts'
import type { PackReader } from './packReader.ts'
import { RegisterReader } from './registerReader.ts'
import {
  readCount,
  readDiagram,
  readReach,
  readRetention,
  readStocktake,
  readWarnings,
} from './registerRules.ts'
import { lazyScope, registerNames } from './scopes.ts'
import { refuseMeanings } from './meanings.ts'
import { checkFirstEntry } from './firstEntry.ts'
import { readWho, readWhos } from './who.ts'
import { optional } from './optional.ts'
import { readFinding } from './finding.ts'

const anyone: Who = { kind: 'anyone' }
const personTypes: readonly FieldType[] = ['person', 'persons']
/** What an entry may be called by. */
const nameableTypes: readonly FieldType[] = [
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

/** Reads one register. */
export function readRegister(reader: PackReader, id: string, tree: Tree): Register {
  const names = reader.symbols.registers.get(id)?.fields ?? []
  const registerReader = new RegisterReader(reader, id, names)
  const declaredFields = readFields(
    reader,
    child(tree, 'fields'),
    lazyScope(() => registerNames(reader.symbols, names)),
    names,
    () => emptyAmong(names),
  )
  const fields = forbidMyNumber(declaredFields, reader.flag(tree, 'noMyNumber'))
  const heldBy = registerReader.field(child(tree, 'heldBy'), personTypes, '人')
  refuseMeanings(reader, child(tree, 'fields'))
  const keptBy = readWho(reader, child(tree, 'keptBy'), registerReader.who)
  const addedBy = readWhos(reader, child(tree, 'addedBy'), registerReader.who)
  checkFirstEntry(registerReader, tree, keptBy, addedBy)
  if (child(tree, 'returned') !== undefined && heldBy === undefined)
    reader.faults.add('missing-key', tree.at, { name: 'heldBy' })
  return {
    ...reader.mechanism(id, tree, '台帳'),
    belongsTo: textOf(child(tree, 'belongsTo')) === 'organization' ? 'organization' : 'unit',
    keptBy: keptBy ?? anyone,
    addedBy,
    unitWrites: reader.flag(tree, 'unitWrites'),
    readBy: readReaders(registerReader, child(tree, 'readBy')),
    number: readNumberPattern(reader, child(tree, 'number')),
    fields,
    nameField:
      registerReader.field(child(tree, 'nameField'), nameableTypes, '文字か人') ??
      names.find((candidate) => candidate.id === 'name')?.id ??
      names[0]?.id ??
      'name',
    states: reader.texts(tree, 'states'),
    label: registerReader.fields(child(tree, 'label')),
    warn: readWarnings(registerReader, child(tree, 'warn')),
    ...optional(
      'group',
      reader.reference(
        child(tree, 'group'),
        'unknown-register-group',
        reader.symbols.registerGroups,
      ),
    ),
    ...readFinding(reader, tree),
    ...optional('scope', readScope(reader, id, child(tree, 'scope'))),
    ...optional(
      'kanaField',
      registerReader.field(child(tree, 'kanaField')) ??
        names.find((candidate) => candidate.type === 'kana')?.id,
    ),
    ...optional(
      'classField',
      registerReader.field(child(tree, 'classField')) ??
        names.find((candidate) => candidate.type === 'class')?.id,
    ),
    ...optional('enteredFrom', readEnteredFrom(registerReader, child(tree, 'enteredFrom'))),
    ...optional(
      'ended',
      child(tree, 'ended') === undefined ? undefined : registerReader.states(child(tree, 'ended')),
    ),
    ...optional(
      'byHand',
      child(tree, 'byHand') === undefined
        ? undefined
        : registerReader.states(child(tree, 'byHand')),
    ),
    ...optional(
      'endByHand',
      child(tree, 'endByHand') === undefined
        ? undefined
        : registerReader.states(child(tree, 'endByHand')),
    ),
    ...optional('disposal', registerReader.procedure(child(tree, 'disposal'))),
    ...optional('heldBy', heldBy),
    ...optional('returned', registerReader.states(child(tree, 'returned'))[0]),
    ...optional('stocktake', readStocktake(registerReader, child(tree, 'stocktake'))),
    ...optional('retention', readRetention(registerReader, child(tree, 'retention'))),
    ...optional('count', readCount(registerReader, child(tree, 'count'))),
    ...optional('reach', readReach(registerReader, child(tree, 'reach'))),
    ...optional('diagram', readDiagram(registerReader, child(tree, 'diagram'))),
  }
}

/** From which states an entry comes into the states that are named. */
function readEnteredFrom(
  register: RegisterReader,
  tree: Tree | undefined,
): Register['enteredFrom'] {
  return tree === undefined
    ? undefined
    : new Map(
        entriesOf(tree).map(([state, from]) => {
          register.stateKey(state, from)
          return [state, register.states(from)]
        }),
      )
}

/** `everyone`, `unit`, or those named; the unit where nothing is said. */
function readReaders(
  { reader: reading, who }: RegisterReader,
  tree: Tree | undefined,
): Register['readBy'] {
  const word = textOf(tree)
  if (tree === undefined || word === 'unit') return 'unit'
  return word === 'everyone' ? word : readWhos(reading, tree, who)
}

function readScope(reader: PackReader, id: string, tree: Tree | undefined): PlaceKind | undefined {
  const scope = textOf(tree)
  if (tree === undefined || scope === undefined) return undefined
  const other = [...reader.symbols.registers].find(
    ([otherId, register]) => otherId !== id && register.scope === scope,
  )
  if (other !== undefined) reader.faults.add('scope-twice', tree.at, { scope, other: other[0] })
  return placeKinds.find((kind) => kind === scope)
}
