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
 * Context of an organisation: all that stays the same between two changes of its people, posts,
 * roles, absences, locations, exceptions or pack.
 */
export interface OrganizationContext extends EditionInForce {
  readonly id: string
  readonly title: string
  readonly slug: string
  readonly demo: boolean
  readonly revision: number
  /** The last day on which it holds, where something in it ends by itself. */
  readonly until?: string
  readonly editionHash: string
  readonly view: OrganizationView
  /** Exceptions that have not ended. */
  readonly exceptions: readonly GrantedException[]
}

/**
 * Who acts: a signed-in person, or a job of the program. `withoutEdition`: the work is possible
 * even where the edition in force cannot be read.
 */
export type Actor =
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly accountId: string
      readonly administrator: boolean
      /** Language of responses; Japanese if undefined. */
      readonly language?: Language
      /** The answer is shown to the person at once: texts of the pack are in their language. */
      readonly shown?: true
      readonly scopes?: readonly string[]
      /** At a shared terminal: the person sees only their own work. */
      readonly limited?: boolean
      /**
       * State of the session or token at the last lookup. The transaction checks that it is still
       * the same.
       */
      readonly credential?: Credential
      /**
       * The account has no second factor: false where it has one, or where nobody's session or token
       * acts.
       */
      readonly factorMissing?: boolean
      /** The work is possible without the second factor that the pack asks of the person. */
      readonly withoutFactor?: true
      readonly withoutEdition?: true
    }
  | {
      readonly kind: 'program'
      readonly name: string
      /** Whose requests it carries out: the idempotency keys of these are theirs alone. */
      readonly sender?: string
      readonly withoutEdition?: true
    }

/** A session or an API token, by the SHA-256 of its secret. */
export interface Credential {
  readonly kind: 'session' | 'token'
  readonly hash: Buffer
  /** All that decides what the credential permits, as one string. */
  readonly state: string
}

/** The only access to data: one transaction, held to one organisation. Only the gate creates it. */
export interface Transaction {
  readonly db: Kysely<Database>
  /**
   * Queues a write whose result is not needed. It is sent with the next statement or with the
   * commit. Later reads see it; where it fails, the transaction is rolled back.
   */
  deferWrite(query: Compilable): void
  /** The rows that are locked, so that all are locked in one order. */
  readonly locks: RowLocks
  readonly organization: OrganizationContext
  readonly actor: Actor
  /** Calls the handler of a port; see `definePort`. */
  call<Input, Result>(port: Port<Input, Result>, input: Input): Promise<Result>
  readonly now: Date
  /** Today in the zone of the organisation (Asia/Tokyo), YYYY-MM-DD. */
  readonly today: string
  newId(): string
}
