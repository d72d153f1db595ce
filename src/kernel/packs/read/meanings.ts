import type { Field } from '../../fields/types.ts'
import { child, entriesOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { PackReader } from './packReader.ts'

/**
 * Reports dates of a form that do not say what they mean, and a grant that may be without its end.
 * What the program puts in by itself needs no meaning.
 */
export function checkMeanings(
  reader: PackReader,
  tree: Tree | undefined,
  fields: readonly Field[],
): void {
  for (const [id, written] of entriesOf(tree)) {
    const field = fields.find((each) => each.id === id)
    if (field?.type !== 'date' && field?.type !== 'date-time') continue
    const { past, moment, meaning, required } = field
    const says = [past === true || moment === true, meaning !== undefined].filter(Boolean).length
    if (child(written, 'value') === undefined && says !== 1)
      reader.faults.add('date-unmeant', written.at, { field: id }, { key: true })
    if (meaning === 'until' && required === false)
      reader.faults.add('until-optional', written.at, { field: id }, { key: true })
  }
}

/** Reports fields in which the entries of the case are ticked, but of another register. */
export function checkAmong(
  reader: PackReader,
  tree: Tree | undefined,
  fields: readonly Field[],
  about: string | undefined,
): void {
  for (const [id, written] of entriesOf(tree)) {
    const field = fields.find((each) => each.id === id)
    if (field?.among !== undefined && field.type === 'lines' && field.register !== about)
      reader.faults.add('among-elsewhere', child(written, 'among')?.at ?? written.at, { field: id })
  }
}

/** Reports meanings in a register: its entries are kept, and what was to come has come. */
export function refuseMeanings(reader: PackReader, tree: Tree | undefined): void {
  for (const [id, field] of entriesOf(tree)) {
    const meaning = child(field, 'meaning')
    if (meaning !== undefined)
      reader.faults.add('meaning-of-form', meaning.at, { field: id }, { key: true })
  }
}
