import type pg from 'pg'
import type { OrganizationRow } from './gate.ts'
import type { Credential } from './handle.ts'

/** What the beginning of a transaction finds: the organisation, and what the credential that asks still says (null: it no longer lives). */
export interface Found extends OrganizationRow {
  readonly living: string | null
}

/** The text that begins a transaction held to one organisation. The id and the digest are checked by their callers: no other value stands in it. */
export function openingText(organizationId: string, mode: 'read' | 'write', credential?: Pick<Credential, 'kind' | 'hash'>): string {
  const asks = credential ? `, '${credential.kind}', '\\x${credential.hash.toString('hex')}'` : ''
  return `begin isolation level read committed ${mode === 'read' ? 'read only' : 'read write'}; select * from open_organization('${organizationId}'${asks})`
}

/** The beginning of a transaction, sent together with its first statement: one round trip for both. */
export class Opening {
  readonly #client: pg.PoolClient
  readonly #text: string
  #answer: Promise<Found | undefined> | undefined

  constructor(client: pg.PoolClient, text: string) {
    this.#client = client
    this.#text = text
  }

  /** Sends the beginning unless it is under way. */
  send(): void {
    if (this.#answer) return
    this.#answer = (this.#client.query(this.#text) as unknown as Promise<pg.QueryResult<Found>[]>).then((results) => results[1]?.rows[0])
    // Looked at by `found`, which may come later.
    this.#answer.catch(() => undefined)
  }

  async found(): Promise<Found | undefined> {
    this.send()
    return this.#answer
  }
}
