import type { Ground } from '../../problems/problem.ts'
import type { Seat } from '../../packs/who.ts'
import type { LeftReason } from '../../registers/leftRows.ts'
import type { Words } from '../../words/words.ts'

/**
 * One line of next year's list as it was written; empty text where a cell is empty, missing where
 * the list has no such column.
 */
export interface TransferListRow {
  readonly row: number
  readonly number?: string
  readonly name?: string
  readonly kana?: string
  readonly unit?: string
  readonly post?: string
  /** 「会計室 会計室長、…」, or that this whole line is a second post of somebody (兼務). */
  readonly also?: string
  readonly employment?: string
  readonly email?: string
  readonly phone?: string
  /** The last day, where it is known. */
  readonly until?: string
  /** 採用, 異動, 退職 … Only words for leaving count. */
  readonly event?: string
  /** 発令日: the day from which the line holds, in full where it can be read. */
  readonly day?: string
  /** The lines that head the part of the list in which it stands, the nearest first. */
  readonly sections?: readonly string[]
  /** Why it is not read as a line of the list; `name` is its text. */
  readonly left?: LeftReason
}

/** A list that takes effect on a day. */
export interface TransferList {
  /** The first day of the new state, YYYY-MM-DD. */
  readonly on: string
  /**
   * Everybody stands in it: who is missing leaves, if of an employment that the list speaks of.
   * Else only those who stand in it are touched.
   */
  readonly everyone: boolean
  readonly lines: readonly TransferListRow[]
  /** Titles in the column of posts that are ranks and no posts of anybody's (主事). */
  readonly ranks: readonly string[]
}

/** What is known of a person besides what the kernel's view holds. */
export interface PersonFacts {
  readonly number: string | null
  readonly kana: string
  readonly email: string | null
  readonly phone: string | null
}

/** Where a person works, and what is stored about the person, before or after. */
export interface StaffRecord {
  readonly name: string
  readonly kana: string
  readonly number: string | null
  readonly unit: string
  readonly posts: readonly string[]
  readonly employment: string
  readonly email: string | null
  readonly phone: string | null
  readonly until: string | null
}

type MoveKind = 'joined' | 'moved' | 'left' | 'unchanged'

/** What becomes of one person. */
export interface Move {
  readonly kind: MoveKind
  /** The person in the organization; missing for somebody new. */
  readonly person?: string
  /** The line of the list; missing for who leaves by being absent from it. */
  readonly row?: number
  readonly before?: StaffRecord
  readonly after?: StaffRecord
  readonly changes: readonly (keyof StaffRecord)[]
}

/**
 * Something about a line or a person that keeps the list from being applied (`error`), or must be
 * accepted knowingly (`warning`).
 */
export interface TransferFault {
  readonly kind: 'error' | 'warning'
  readonly code: string
  readonly row?: number
  readonly person?: string
  readonly name?: string
  /** The column that is meant. */
  readonly column?: string
  /** The text in that column. */
  readonly value?: string
  /** The unit in which it is said. */
  readonly unit?: string
  readonly says: Words
  readonly seat?: Seat
  readonly grounds?: readonly Ground[]
}

/**
 * An open case as far as a transfer may stop it: whom it waits for now or later, and who may not
 * act there.
 */
export interface OpenCase {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly applicant: string
  readonly waiting: readonly { readonly seat: Seat; readonly excluded: readonly string[] }[]
}
