import { highestClass, inheritClass } from '../classes/classes.ts'
import type { Classification, ClassValue } from '../packs/classification.ts'

/**
 * The entries that a new one is made from: a copy takes at least their class, a mixture the
 * highest.
 */
export interface Origins {
  readonly copyOf?: ClassValue | null
  readonly mixtureOf?: readonly (ClassValue | null)[]
}

/** The class of an entry made from others, of which it may say a higher one itself. */
export function classFromOrigins(
  classification: Pick<Classification, 'mixture' | 'copy'> | undefined,
  own: ClassValue | undefined,
  origins: Origins,
): ClassValue | undefined {
  if (origins.copyOf && classification?.copy.take !== 'own')
    return inheritClass(origins.copyOf, own)
  if (origins.mixtureOf && classification?.mixture.take !== 'own')
    return highestClass([...origins.mixtureOf, own])
  return own
}
