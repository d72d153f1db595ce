import { useQuery } from '@tanstack/react-query'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import type { Action } from '#ui/action.ts'
import { pickKeys } from '#ui/form/inputs/pickKeys.ts'
import type { FormField } from '#ui/form/types.ts'
import { showToast } from '#ui/parts/toast.ts'

/**
 * What a change of units, posts, persons, roles or absences may affect: one appointment may change
 * many rows.
 */
export const touchedByOrganization = [
  keyOf('/api/units'),
  keyOf('/api/posts'),
  keyOf('/api/persons'),
  keyOf('/api/roles'),
  keyOf('/api/contacts'),
  keyOf('/api/absences'),
  keyOf('/api/accounts'),
  keyOf('/api/session'),
  keyOf('/api/cases'),
  keyOf('/api/tasks'),
  keyOf('/api/registers'),
  keyOf('/api/transfers'),
  keyOf('/api/bodies'),
  keyOf('/api/calls'),
  keyOf('/api/policy'),
  ...pickKeys,
]

export function useUnits() {
  return useQuery(queryOf('/api/units'))
}

export function usePosts() {
  return useQuery(queryOf('/api/posts'))
}

export function useRoles() {
  return useQuery(queryOf('/api/roles'))
}

/** Withdraws an absence and confirms it. */
export function useWithdrawal(
  said: string,
): Action<{ readonly id: string; readonly version: number }, undefined> {
  return useAction({
    call: ({ id, version }: { readonly id: string; readonly version: number }) =>
      api.delete('/api/absences/:id', { params: { id }, ifMatch: version }),
    invalidates: touchedByOrganization,
    done: () => showToast(said),
    refusal: 'toast',
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

/** Only the fields that were filled in. */
export function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== '' && value !== null,
    ),
  )
}

/** Today in Asia/Tokyo, as the default of dates in forms. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date())
}
