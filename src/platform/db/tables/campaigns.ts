import type { Day, Moment, MomentOrNull, TextOrNull } from './common.ts'

export interface CampaignsTable {
  organization_id: string
  id: string
  register: string
  title: string
  period: string
  begins_on: Day
  due_on: Day
  begun_by: TextOrNull
  begun_at: Moment
  closed_at: MomentOrNull
}

export interface CampaignPartsTable {
  organization_id: string
  id: string
  campaign_id: string
  unit_id: TextOrNull
  closed_at: MomentOrNull
  closed_by: TextOrNull
}

export interface CampaignLinesTable {
  organization_id: string
  part_id: string
  entry_id: string
  answer: 'there' | 'changed' | 'missing' | null
  note: TextOrNull
  version: number | null
  answered_by: TextOrNull
  answered_at: MomentOrNull
}
