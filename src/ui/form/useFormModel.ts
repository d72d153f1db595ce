import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { formModel } from './model.ts'
import type { Conditions, FormModel } from './model.ts'
import type { FormAxis, FormField, FormSection, Values } from './types.ts'

/** The models of a form and of its sections, in the order of the sections. */
export interface FormModels {
  readonly main: FormModel
  readonly sections: readonly FormModel[]
}

const none: Conditions = new Map()
const nothing: Values = {}
const noSections: readonly FormSection[] = []

/**
 * The models of a form; the same object while the arguments are the same. Undefined while the
 * evaluator of conditions is being loaded, which happens only where a field has a condition.
 * `context` has the values of further names that conditions use.
 */
export function useFormModels(
  fields: readonly FormField[],
  sections: readonly FormSection[],
  axes: readonly FormAxis[],
  given: Values,
): FormModels | undefined {
  const conditional = [fields, ...sections.map((section) => section.fields)]
    .flat()
    .some((field) => field.whenSource !== undefined || field.requiredSource !== undefined)
  const { data } = useQuery({
    queryKey: ['conditions', fields, sections, axes, given],
    queryFn: async () => {
      const { compileConditions } = await import('./conditions.ts')
      const names = Object.keys(given)
      return {
        main: compileConditions(fields, axes, names),
        sections: sections.map((one) => compileConditions(one.fields, axes, names, fields)),
      }
    },
    enabled: conditional,
    staleTime: Infinity,
    structuralSharing: false,
  })
  return useMemo(() => {
    if (conditional && data === undefined) return undefined
    return {
      main: formModel(fields, data?.main ?? none, axes, given),
      sections: sections.map((section, at) =>
        formModel(section.fields, data?.sections[at] ?? none, axes, given),
      ),
    }
  }, [conditional, data, fields, sections, axes, given])
}

/** The model of fields that are shown without a `Form`. */
export function useFormModel(
  fields: readonly FormField[],
  axes: readonly FormAxis[],
): FormModel | undefined {
  return useFormModels(fields, noSections, axes, nothing)?.main
}
