/** Settings of the local server: small, durable, no network. Sizes suit a machine of 2 GB and more. */
export const localSettings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  // A register that has just been filled is planned for as the empty one that it was, until it is looked at.
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

/** Name of the database's owner, made by initdb. It may do everything; the program works as a lesser role that migrations make. */
export const ownerName = 'sekisho'

/** Name of the database. */
export const databaseName = 'sekisho'

/** A port number is part of a socket's file name; nothing listens on the network. */
export const socketPort = 5432

/** Environment of PostgreSQL's programs: nothing of ours (PGDATA, PGOPTIONS, LANG …) reaches them. */
export const cleanEnvironment = (extra: Readonly<Record<string, string>>) => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  ...extra,
})
