import { keyOf } from '#ui/api.ts'

/** What a stocktake that begins, is answered or ends has changed. */
export const touchedByCampaigns = [
  keyOf('/api/campaigns'),
  keyOf('/api/tasks'),
  keyOf('/api/registers'),
  keyOf('/api/policy'),
]
