import { checkClass } from '../../classes/classes.ts'
import type { FieldValues } from '../../fields/types.ts'
import type { ClassValue } from '../classification.ts'
import type { Pack } from '../types.ts'
import type { GoldenEntry } from './types.ts'

/** What is wrong with a class that a case plays with: an axis or a level that the pack lacks. */
export function classFaults(pack: Pack, value: ClassValue | undefined): string[] {
  if (value === undefined) return []
  return checkClass(value, pack.classification ?? { axes: [] }, true).map(({ words }) => words.ja)
}

/** The fields of an entry that its register has. */
export function knownFields(pack: Pack, entry: GoldenEntry): FieldValues {
  if (entry.register === undefined) return entry.fields
  const ids = new Set(pack.registers.get(entry.register)?.fields.map((field) => field.id))
  return Object.fromEntries(Object.entries(entry.fields).filter(([id]) => ids.has(id)))
}
