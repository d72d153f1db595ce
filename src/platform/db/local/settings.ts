/**
 * Settings of the local server: small, durable, without a network. Sizes suit a machine with 2 GB
 * or more.
 */
export const localSettings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  // Until a register that was just filled is analysed, it is planned as the empty table that it
  // was.
  autovacuum_naptime: '10s',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_compression: 'on',
  max_wal_size: '1GB',
  timezone: 'Asia/Tokyo',
  log_timezone: 'Asia/Tokyo',
  log_checkpoints: 'off',
  log_line_prefix: '',
  lc_messages: 'C',
}

/** Arguments of `postgres` for settings. */
export const settingArguments = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])

/**
 * Name of the database's owner, which initdb creates. It may do everything; the program works as a
 * role with fewer rights, which migrations create.
 */
export const ownerName = 'sekisho'

/** Name of the database. */
export const databaseName = 'sekisho'

/** The port number is part of the socket's file name; nothing listens on the network. */
export const socketPort = 5432

/**
 * Environment of PostgreSQL's programs: none of this process's variables (PGDATA, PGOPTIONS, LANG
 * …) are passed on.
 */
export const cleanEnvironment = (extra: Readonly<Record<string, string>>) => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  ...extra,
})
