import { keyOf } from '#ui/api.ts'

/** What a call, an answer or the end of a call changed. */
export const touchedByCalls = [keyOf('/api/calls'), keyOf('/api/tasks'), keyOf('/api/policy')]
