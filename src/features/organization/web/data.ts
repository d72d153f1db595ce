import { useQuery } from '@tanstack/react-query'
import { api, ApiProblem, queryClient } from '#ui/api.ts'
import type { FormField } from '#ui/form/types.ts'
import { tell, tellTrouble } from '#ui/parts/toast.ts'
import type { PostRow, RolesAnswer, UnitsAnswer } from '../contract.ts'

/** Everything that this feature shows is read anew after a change: one appointment moves many lines. */
export async function organizationChanged(): Promise<void> {
  await queryClient.invalidateQueries()
}

export function useUnits() {
  return useQuery({
    queryKey: ['units'],
    queryFn: ({ signal }) => api.get<UnitsAnswer>('/api/units', { signal }),
  })
}

export function usePosts() {
  return useQuery({
    queryKey: ['posts'],
    queryFn: ({ signal }) => api.get<PostRow[]>('/api/posts', { signal }),
  })
}

export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => api.get<RolesAnswer>('/api/roles', { signal }),
  })
}

/** Does it and reads everything anew, or says why not. */
export async function tried(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
    await organizationChanged()
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    tellTrouble(error.detail)
  }
}

/** Takes an absence back and says so. */
export function withdraw(absence: string, said: string): Promise<void> {
  return tried(async () => {
    await api.delete(`/api/absences/${absence}`)
    tell(said)
  })
}

/** A field of a dialog of this feature. */
export function field(
  id: string,
  title: string,
  type: FormField['type'],
  more: Partial<FormField> = {},
): FormField {
  return { id, title, type, required: false, ...more }
}

/** Empty fields of a form are sent as null: they empty what was there. */
export function whole(
  fields: readonly FormField[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((one) => [
      one.id,
      values[one.id] === undefined || values[one.id] === '' ? null : values[one.id],
    ]),
  )
}

/** Only the fields that were filled in. */
export function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== '' && value !== null,
    ),
  )
}

/** Today in Asia/Tokyo, for dates that a form proposes. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date())
}
