import type { Kysely } from 'kysely'
import type { OrganizationView } from '#kernel/organization/types.ts'
import type { EditionInForce } from '#kernel/packs/kept.ts'
import type { Language } from '#kernel/words/words.ts'
import type { Database } from '../db/database.ts'
import type { Compilable } from '../db/transactionConnection.ts'
import type { Port } from './port.ts'
import type { GrantedException } from '#kernel/handling/grantedException.ts'
import type { RowLocks } from './locks.ts'

/** What is fixed for an organisation between two changes of its people, posts, roles, absences, places, exceptions or pack. */
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

/** Who acts: a signed-in person, or a job of the program. `withoutEdition`: what is done is possible even where the edition in force cannot be read. */
export type Actor =
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly accountId: string
      readonly administrator: boolean
      /** In which the program answers; Japanese where nothing is said. */
      readonly language?: Language
      readonly scopes?: readonly string[]
      /** At a shared terminal: sees only what is the person's own. */
      readonly limited?: boolean
      /** What the session or token said when it was last looked up: the transaction itself looks whether it still says so. */
      readonly credential?: Credential
      readonly withoutEdition?: true
    }
  | { readonly kind: 'program'; readonly name: string; readonly withoutEdition?: true }

/** A session or an API token, by the SHA-256 of its secret. */
export interface Credential {
  readonly kind: 'session' | 'token'
  readonly hash: Buffer
  /** All that decides what may be asked with it, as one text. */
  readonly state: string
}

/** The only thing that reaches data: one transaction, held to one organisation. The gate makes it; nothing else can. */
export interface Transaction {
  readonly db: Kysely<Database>
  /** A write whose answer nobody needs: it travels with the next statement, or with the commit. What is read afterwards sees it; where it fails, nothing is kept. */
  deferWrite(query: Compilable): void
  /** Which rows are locked, so that all are locked in one order. */
  readonly locks: RowLocks
  readonly organization: OrganizationContext
  readonly actor: Actor
  /** Asks whoever stands above the caller's feature; see `definePort`. */
  call<Input, Result>(port: Port<Input, Result>, input: Input): Promise<Result>
  readonly now: Date
  /** Today in the organisation's zone (Asia/Tokyo), YYYY-MM-DD. */
  readonly today: string
  newId(): string
}
