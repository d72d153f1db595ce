import type { PlaceKind, ScopeKind } from '../packs/who.ts'

/**
 * The organisation as the kernel sees it at a moment: who works where, who holds what, who is away.
 * Dates are YYYY-MM-DD.
 */
export interface OrganizationView {
  readonly units: ReadonlyMap<string, UnitView>
  readonly posts: ReadonlyMap<string, PostView>
  readonly persons: ReadonlyMap<string, PersonView>
  /** Systems, areas, services and engagements, by id. */
  readonly places: ReadonlyMap<string, PlaceView>
  readonly assignments: readonly AssignmentView[]
  readonly absences: readonly AbsenceView[]
}

export interface UnitView {
  readonly id: string
  readonly title: string
  readonly parent?: string
  /** Its last day, where that was entered ahead. */
  readonly to?: string
}

/** A post in a unit. `key` names the post of the pack that it is (副村長), if any. */
export interface PostView {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly key?: string
  readonly leads: 'head' | 'deputy' | 'none'
  /** The last day of a post that has been ended. */
  readonly to?: string
}

export interface PersonView {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly employment: string
  /** Posts held, with their dates. */
  readonly posts: readonly { readonly post: string; readonly from: string; readonly to?: string }[]
  readonly from?: string
  readonly to?: string
}

/** An entry of a register for which roles are held. */
export interface PlaceView {
  readonly id: string
  readonly scope: PlaceKind
  readonly title: string
  readonly unit?: string
  /** No longer in use: its seats need no holder. */
  readonly inactive?: boolean
}

/**
 * An appointment of a person or of a post to a role. Exactly one of `person` and `post` is there.
 */
export interface AssignmentView {
  readonly role: string
  readonly scope: ScopeKind
  readonly scopeId: string
  readonly person?: string
  readonly post?: string
  readonly from: string
  readonly to?: string
}

export interface AbsenceView {
  readonly person: string
  readonly from: string
  readonly to: string
}
