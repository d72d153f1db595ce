import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { formModel } from './model.ts'
import type { Conditions, FormModel } from './model.ts'
import type { FormAxis, FormField, FormSection, Values } from './types.ts'

/** The models of a form and of its sections, in the order of the sections. */
export interface FormModels {
  readonly main: FormModel
  readonly sections: readonly FormModel[]
}

const noConditions: Conditions = new Map()
const noValues: Values = {}
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
  context: Values,
): FormModels | undefined {
  const conditional = [fields, ...sections.map((section) => section.fields)]
    .flat()
    .some((field) => field.whenSource !== undefined || field.requiredSource !== undefined)
  const { data } = useQuery({
    queryKey: ['conditions', fields, sections, axes, context],
    queryFn: async () => {
      const { compileConditions } = await import('./conditions.ts')
      const names = Object.keys(context)
      return {
        main: compileConditions(fields, axes, names),
        sections: sections.map((section) => compileConditions(section.fields, axes, names, fields)),
      }
    },
    enabled: conditional,
    // A form whose fields change keeps standing, with what was typed into it.
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    structuralSharing: false,
  })
  return useMemo(() => {
    if (conditional && data === undefined) return undefined
    return {
      main: formModel(fields, data?.main ?? noConditions, axes, context),
      sections: sections.map((section, at) =>
        formModel(section.fields, data?.sections[at] ?? noConditions, axes, context),
      ),
    }
  }, [conditional, data, fields, sections, axes, context])
}

/** The model of fields that are shown without a `Form`. */
export function useFormModel(
  fields: readonly FormField[],
  axes: readonly FormAxis[],
): FormModel | undefined {
  return useFormModels(fields, noSections, axes, noValues)?.main
}
