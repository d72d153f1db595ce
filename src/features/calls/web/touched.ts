import { keyOf } from '#ui/api.ts'

/** Query keys of what starting, answering or ending a call changes. */
export const touchedByCalls = [keyOf('/api/calls'), keyOf('/api/tasks'), keyOf('/api/policy')]
