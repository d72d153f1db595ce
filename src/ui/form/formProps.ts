import type { ReactNode } from 'react'
import type { ButtonKind } from '../parts/Button.tsx'
import type { FormAxis, FormField, FormSection, SectionValues, Values } from './types.ts'

/** The properties of `Form`. */
export interface FormProps {
  readonly fields: readonly FormField[]
  /** The values that the form begins with. */
  readonly values?: Values
  /** Further fields under headings of their own, whose values are sent separately. */
  readonly sections?: readonly FormSection[]
  /** Ids of fields that are filled later: they are folded away at the end until one has a value. */
  readonly later?: readonly string[]
  /** The axes for fields of the type `class`. */
  readonly axes?: readonly FormAxis[]
  /** Further names that conditions may use, with their values (applicant, asset, today …). */
  readonly context?: Values
  /**
   * Key of the draft. With a key, what is typed is saved until it is sent: on this device at once,
   * on the server soon after.
   */
  readonly draft?: string
  /**
   * Called with the values of the shown fields in their stored form, and whether the person has said
   * of dates far from today that they are meant so. Faults of an `ApiProblem` that it throws are
   * shown beside the fields. `false` means that nothing was sent: the draft stays.
   */
  readonly onSubmit: (
    values: Values,
    sections: SectionValues,
    datesMeant: boolean,
  ) => Promise<void | false>
  /** Dates far from today are asked about; what the form begins with is not. */
  readonly asksDates?: boolean
  /** The text of the submit button, e.g. 申請する. */
  readonly submitLabel: string
  readonly submitKind?: ButtonKind
  /** Called with what stands in the form, at the beginning and after each change. */
  readonly onValues?: (values: Values) => void
  /** Further controls between the fields and the buttons, whose values the caller reads. */
  readonly below?: ReactNode
  /** Further buttons beside the submit button. */
  readonly actions?: ReactNode
}

/** Defaults of the optional properties: constants, so that they are the same on every render. */
export const noAxes: readonly FormAxis[] = []
export const noSections: readonly FormSection[] = []
export const noneLater: readonly string[] = []
export const noValues: Values = {}
