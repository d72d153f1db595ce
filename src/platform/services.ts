import type pg from 'pg'
import type { Printer } from './documents/print/index.ts'
import type { Gate } from './gate/gate.ts'
import type { PasswordCost } from './auth/passwords.ts'
import type { Environment } from './environment.ts'
import type { FileStore } from './files/store.ts'
import type { Secrets } from './auth/secrets.ts'
import type { JournalSeals } from './journal/seals.ts'
import type { Log } from './log/log.ts'

/** Services that are handed to routes and jobs. */
export interface Services {
  readonly gate: Gate
  readonly pool: pg.Pool
  readonly environment: Environment
  readonly files: FileStore
  readonly secrets: Secrets
  readonly seals: JournalSeals
  readonly printer: Printer
  readonly log: Log
  readonly settings: Settings
}

/** Settings of one running server. */
export interface Settings {
  /** URL under which people reach it, e.g. http://localhost:8700 */
  readonly publicUrl: string
  /** Folder of files, backups and the local database. */
  readonly folder: string
  /** Folders that hold packs: the installation's own before that of the program. */
  readonly packsFolders: readonly string[]
  /**
   * The code that the first-run page asks for, printed where the server was started; absent once an
   * organisation exists.
   */
  readonly setupCode?: string
  /** Cost of a password hash; the usual cost by default. */
  readonly passwordCost?: PasswordCost
  /** Days in which a temporary password must be changed; 7 by default. */
  readonly temporaryPasswordDays?: number
  /**
   * A refused sign-in is answered at the next multiple of this time (milliseconds), so that its
   * cause cannot be told from how long it took.
   */
  readonly refusalStep?: number
  readonly smtpUrl?: string
  readonly mailFrom?: string
  readonly clamd?: string
  /**
   * Addresses of the reverse proxy whose X-Forwarded-For is trusted, separated by commas; none by
   * default.
   */
  readonly trustedProxy?: string
}
