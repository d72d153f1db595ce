import type { Kysely } from 'kysely'
import type { OrganizationView } from '#kernel/organization/types.ts'
import type { EditionInForce } from '#kernel/packs/kept.ts'
import type { Language } from '#kernel/words/words.ts'
import type { Database } from '../db/database.ts'
import type { Compilable } from '../db/transactionConnection.ts'
import type { Port } from './port.ts'
import type { GrantedException } from '#kernel/handling/grantedException.ts'
import type { RowLocks } from './locks.ts'

/**
 * The context of an organisation: it is fixed until its people, posts, roles, absences, places,
 * exceptions or pack change.
 */
export interface OrganizationContext extends EditionInForce {
  readonly id: string
  readonly title: string
  readonly slug: string
  readonly demo: boolean
  readonly revision: number
  readonly editionHash: string
  readonly view: OrganizationView
  /** Exceptions that have not ended. */
  readonly exceptions: readonly GrantedException[]
}

/**
 * Who acts: a signed-in person, or a job of the program. `withoutEdition`: allowed even where the
 * edition in force cannot be read.
 */
export type Actor =
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly accountId: string
      readonly administrator: boolean
      /** Language of the program's replies; Japanese by default. */
      readonly language?: Language
      readonly scopes?: readonly string[]
      /** At a shared terminal: sees only the person's own tasks. */
      readonly limited?: boolean
      /**
       * State of the session or token at its last look-up: the transaction verifies that it is
       * unchanged.
       */
      readonly credential?: Credential
      readonly withoutEdition?: true
    }
  | { readonly kind: 'program'; readonly name: string; readonly withoutEdition?: true }

/** A session or an API token, by the SHA-256 of its secret. */
export interface Credential {
  readonly kind: 'session' | 'token'
  readonly hash: Buffer
  /** Everything that decides what it allows, as one text. */
  readonly state: string
}

/**
 * The only handle that reaches data: one transaction of one organisation. Only the gate creates it.
 */
export interface Transaction {
  readonly db: Kysely<Database>
  /**
   * Sends a write whose reply nobody needs together with the next statement or the commit. Later
   * reads see it; where it fails, the transaction is rolled back.
   */
  deferWrite(query: Compilable): void
  /** The locked rows, so that all are locked in one order. */
  readonly locks: RowLocks
  readonly organization: OrganizationContext
  readonly actor: Actor
  /** Calls the handler of a port; see `definePort`. */
  call<Input, Result>(port: Port<Input, Result>, input: Input): Promise<Result>
  readonly now: Date
  /** Today in the organisation's zone (Asia/Tokyo), YYYY-MM-DD. */
  readonly today: string
  newId(): string
}
