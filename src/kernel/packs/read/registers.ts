import { suggest } from '../suggest.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Register } from '../types.ts'
import type { Who } from '../who.ts'
import { optional, readFields } from './fields.ts'
import { readNumber } from './number.ts'
import type { Reading } from './reading.ts'
import { lazy, registerNames } from './scopes.ts'
import { readWho } from './who.ts'

const nobody: Who = { kind: 'anyone' }

/** One ledger. */
export function readRegister(reading: Reading, id: string, tree: Tree): Register {
  const names = reading.known.registers.get(id)?.fields ?? []
  const fields = readFields(reading, child(tree, 'fields'), lazy(() => registerNames(reading.known, names)), names)
  const field = (key: string, otherwise: string | undefined): string | undefined => {
    const named = child(tree, key)
    const name = textOf(named)
    if (named !== undefined && name !== undefined && !names.some(each => each.id === name)) {
      reading.faults.add('unknown-field', named.at, { name, near: suggest(name, names.map(each => each.id)) })
    }
    return name ?? otherwise
  }
  const nameField = field('nameField', names.find(each => each.id === 'name')?.id ?? names[0]?.id) ?? 'name'
  return {
    ...reading.mechanism(id, tree, '台帳'),
    belongsTo: textOf(child(tree, 'belongsTo')) === 'organization' ? 'organization' : 'unit',
    keptBy: readWho(reading, child(tree, 'keptBy'), { kind: 'line' }) ?? nobody,
    unitWrites: reading.flag(tree, 'unitWrites'),
    readBy: textOf(child(tree, 'readBy')) === 'everyone' ? 'everyone' : 'unit',
    number: readNumber(reading, child(tree, 'number')),
    fields, nameField, states: reading.texts(tree, 'states'),
    ...optional('kanaField', field('kanaField', names.find(each => each.type === 'kana')?.id)),
    ...optional('classField', field('classField', names.find(each => each.type === 'class')?.id)),
    ...optional('disposal', reading.reference(child(tree, 'disposal'), 'unknown-procedure', reading.known.procedures)),
    ...optional('stocktake', readStocktake(reading, child(tree, 'stocktake'))),
  }
}

function readStocktake(reading: Reading, tree: Tree | undefined): Register['stocktake'] {
  if (tree?.kind !== 'map') return undefined
  const month = textOf(child(tree, 'in'))
  return {
    every: reading.text(tree, 'every'), by: readWho(reading, child(tree, 'by'), { kind: 'line' }) ?? nobody, carries: reading.carries(tree),
    ...optional('in', month),
  }
}
