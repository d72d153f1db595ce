import { noSections, noValues } from './formProps.ts'
import type { FormProps } from './formProps.ts'
import type { FormValues } from './slots.ts'
import type { Values } from './types.ts'

/** The key of the sections' values in a draft. No field has this id. */
const sectionsKey = '#sections'

/** The values that a form begins with: those of its properties, replaced by those of the draft. */
export function initialValues(
  { values, sections = noSections }: Pick<FormProps, 'values' | 'sections'>,
  draft: Values,
): FormValues {
  const { [sectionsKey]: draftSections, ...main } = draft
  return {
    main: { ...values, ...main },
    sections: Object.fromEntries(
      sections.map((section) => [
        section.id,
        { ...section.values, ...recordAt(draftSections, section.id) },
      ]),
    ),
  }
}

/** The values of a form as its draft stores them; the inverse of `initialValues`. */
export function draftOf({ main, sections }: FormValues, hasSections: boolean): Values {
  return { ...main, ...(hasSections && { [sectionsKey]: sections }) }
}

function recordAt(value: unknown, key: string): Values {
  if (typeof value !== 'object' || value === null) return noValues
  const entry: unknown = Object.entries(value).find(([name]) => name === key)?.[1]
  return typeof entry === 'object' && entry !== null ? { ...entry } : noValues
}
