import { useQuery } from '@tanstack/react-query'
import type { Conditions } from './conditions.ts'
import type { FormAxis, FormField, Values } from './types.ts'

const plain: Conditions = { shown: () => true, required: (field) => field.required }

/** The conditions of a form. The evaluator is loaded only where a field has one; undefined while it is on its way. */
export function useConditions(
  fields: readonly FormField[],
  axes: readonly FormAxis[],
  given: Values,
): Conditions | undefined {
  const conditional = fields.some(
    (field) => field.whenSource !== undefined || field.requiredSource !== undefined,
  )
  const { data } = useQuery({
    queryKey: ['conditions', fields, axes, given],
    queryFn: async () => (await import('./conditions.ts')).conditionsOf(fields, axes, given),
    enabled: conditional,
    staleTime: Infinity,
    structuralSharing: false,
  })
  return conditional ? data : plain
}
