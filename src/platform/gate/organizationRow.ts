export interface OrganizationRow {
  readonly organization_id: string
  readonly title: string
  readonly slug: string
  readonly demo: boolean
  readonly pack: string
  readonly edition_hash: string
  readonly revision: number
}
