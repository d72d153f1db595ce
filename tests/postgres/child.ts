import { startLocalPostgres } from '#platform/db/local/postgres.ts'

/** Starts PostgreSQL in the given folder, prints its connection, and runs until it is killed. */
const postgres = await startLocalPostgres({ folder: process.argv[2] ?? '' })
process.stdout.write(`${JSON.stringify({ connection: postgres.connection, pid: postgres.pid })}\n`)
