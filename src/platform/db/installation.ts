import pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { reachLimit } from './unreachable.ts'

/** The key of a folder, as a database sees it. */
export interface InstallationKey {
  readonly file: string
  /** Undefined where the folder has no key yet. */
  readonly fingerprint: Buffer | undefined
}

/**
 * Refuses where the database belongs to another folder (`secret-key-foreign`), or where it has data
 * and the folder lost its key (`secret-key-missing`). `owner` connects as the owner of the tables.
 */
export async function requireOwnKey(owner: pg.PoolConfig, key: InstallationKey): Promise<void> {
  const client = await connect(owner)
  try {
    const { rows } = await client.query<{ key_fingerprint: Buffer }>(
      'select key_fingerprint from installation',
    )
    const kept = rows[0]?.key_fingerprint
    if (key.fingerprint === undefined) {
      const { rowCount } = await client.query('select from organizations limit 1')
      if (kept || rowCount) refuse('secret-key-missing', { file: key.file })
    } else if (kept && !kept.equals(key.fingerprint))
      refuse('secret-key-foreign', { file: key.file })
  } finally {
    await client.end()
  }
}

/** Binds the database to a key, unless it is bound; refuses where it is bound to another. */
export async function bindToKey(
  owner: pg.PoolConfig,
  key: InstallationKey & { readonly fingerprint: Buffer },
): Promise<void> {
  const client = await connect(owner)
  try {
    await client.query(
      'insert into installation (key_fingerprint) values ($1) on conflict do nothing',
      [key.fingerprint],
    )
  } finally {
    await client.end()
  }
  await requireOwnKey(owner, key)
}

async function connect(owner: pg.PoolConfig): Promise<pg.Client> {
  const client = new pg.Client({ connectionTimeoutMillis: reachLimit, ...owner })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
