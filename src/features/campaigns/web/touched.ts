import { keyOf } from '#ui/api.ts'

/** What a stocktake may affect when it starts, is answered or ends. */
export const touchedByCampaigns = [
  keyOf('/api/campaigns'),
  keyOf('/api/tasks'),
  keyOf('/api/registers'),
  keyOf('/api/policy'),
]
