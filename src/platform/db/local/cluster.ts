import { spawn } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Account, Launcher } from './account.ts'
import type { Binaries } from './binaries.ts'
import { refuseNotStarted } from './failure.ts'
import { cleanEnvironment, ownerName } from './settings.ts'

/** What is needed to run PostgreSQL's programs on one folder. */
export interface ClusterConfig {
  /** Sekisho's folder of this installation. */
  readonly folder: string
  /** PostgreSQL's own data folder in it. */
  readonly data: string
  readonly binaries: Binaries
  readonly account: Account
  readonly launcher: Launcher
  /** Environment in which the binaries find their libraries. */
  readonly environment: Readonly<Record<string, string>>
}

/** Major version that wrote a data folder; undefined when there is none yet. */
export function majorOf(data: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10)
  } catch {
    return undefined
  }
}

/**
 * Creates a data folder. It gets its name only when it is complete: a start that is killed on the
 * way leaves nothing that looks like a data folder.
 */
export async function createCluster(config: ClusterConfig, sync: boolean): Promise<void> {
  const partialFolder = `${config.data}.new`
  rmSync(partialFolder, { recursive: true, force: true })
  makeFolder(partialFolder, config.account)
  const durability = sync ? [] : ['--no-sync']
  const access = ['-U', ownerName, '--auth-local=trust', '--auth-host=reject']
  const args = [
    '-D',
    partialFolder,
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    ...access,
    ...durability,
  ]
  const { code, output } = await run(config, 'initdb', args)
  if (code !== 0) {
    rmSync(partialFolder, { recursive: true, force: true })
    refuseNotStarted(config.folder, output)
  }
  renameSync(partialFolder, config.data)
}

/** Creates a private folder for the account. */
export function makeFolder(path: string, account: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (process.getuid?.() === 0) chownSync(path, account.uid, account.gid)
}

function run(
  config: ClusterConfig,
  program: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string[] }> {
  const launch = config.launcher(join(config.binaries.bin, program), args)
  const child = spawn(launch.command, launch.arguments, {
    ...launch.options,
    cwd: '/',
    env: cleanEnvironment(config.environment),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const chunks: string[] = []
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output: chunks.join('').split('\n') }))
  })
}
