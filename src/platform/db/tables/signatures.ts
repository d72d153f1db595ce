import type { Moment } from './common.ts'

export interface SignaturesTable {
  organization_id: string
  id: string
  case_id: string
  step: string
  title: string
  body: string
  signer_id: string
  signer_name: string
  signed_at: Moment
  seal: string
  file_id: string
}
