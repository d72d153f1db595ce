import type { FieldType } from '../../fields/types.ts'
import { child } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { typeTitles } from './misfit.ts'
import type { PackReader } from './packReader.ts'

const texts: readonly FieldType[] = ['text', 'long-text', 'kana', 'phone', 'email']
const dates: readonly FieldType[] = ['date', 'date-time']
/** Types whose value is a list: empty where nothing is in it. */
export const listTypes: readonly FieldType[] = [
  'choices',
  'persons',
  'units',
  'lines',
  'files',
  'provisions',
  'rows',
]
const sized: readonly FieldType[] = [...texts, 'number', ...listTypes]

/** The keys of a field that mean something for some types alone (`after` of what is no date is a fault of its own). */
const typesByKey: Readonly<Record<string, readonly FieldType[]>> = {
  unit: ['number'],
  options: ['choice', 'choices'],
  within: dates,
  past: dates,
  moment: dates,
  meaning: dates,
  among: ['lines'],
  min: sized,
  max: sized,
  empty: [...texts, ...dates, 'number', 'yes-no', 'choice', 'person', 'unit', 'line'],
}

/** Reports keys that a field of this type does not know: nothing would come of them. */
export function checkFieldKeys(reader: PackReader, id: string, tree: Tree, type: FieldType): void {
  for (const [key, types] of Object.entries(typesByKey)) {
    const value = child(tree, key)
    if (value === undefined || types.includes(type)) continue
    reader.faults.add(
      'field-key',
      value.at,
      { field: id, key, type: typeTitles[type] },
      { key: true },
    )
  }
}
