import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { refuse } from '#kernel/problems/index.ts'

/** The operating system account that PostgreSQL runs as. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** A program with its arguments and the options with which Node starts it. */
export interface Launch {
  readonly command: string
  readonly arguments: string[]
  readonly options: { uid?: number; gid?: number }
  /** True where the kernel stops the program as soon as its parent dies. */
  readonly endsWithParent: boolean
}

/** Wraps a program so that it runs as the account and ends with its parent. */
export type Launcher = (command: string, args: readonly string[]) => Launch

const nobody: Account = { name: 'nobody', uid: 65534, gid: 65534 }
const capabilities = ['dac_read_search', 'dac_override']

/**
 * The account that PostgreSQL runs as: the current account, or, since PostgreSQL refuses to run as
 * root, the owner of the existing data, else `postgres`, else `nobody`.
 */
export function chooseAccount(data: string): Account {
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  if (own.uid !== 0) return { name: String(own.uid), ...own }
  const owner = ownerOf(data)
  if (owner && owner.uid !== 0) return { name: String(owner.uid), ...owner }
  return namedAccount('postgres') ?? namedAccount('nobody') ?? nobody
}

/**
 * How to start programs as the account. Where the account may not enter the folders above the given
 * paths (a clone under /root), the program gets the capability to pass through them and no other.
 */
export function chooseLauncher(
  account: Account,
  folder: string,
  paths: readonly string[],
): Launcher {
  const setpriv = findSetpriv()
  const plain = launcherFor(account, setpriv, [])
  if (process.getuid?.() !== 0) return plain
  const candidates = setpriv
    ? [
        plain,
        ...capabilities.map((capability) =>
          launcherFor(account, setpriv, ambientCapability(capability)),
        ),
      ]
    : [plain]
  return (
    candidates.find((launcher) => canReach(launcher, paths)) ??
    refuse('folder-out-of-reach', { folder, account: account.name })
  )
}

const ambientCapability = (capability: string) => [
  '--inh-caps',
  `+${capability}`,
  '--ambient-caps',
  `+${capability}`,
]

function launcherFor(
  account: Account,
  setpriv: string | undefined,
  extra: readonly string[],
): Launcher {
  const isRoot = process.getuid?.() === 0
  return (command, args) => {
    if (!setpriv) {
      const options = isRoot ? { uid: account.uid, gid: account.gid } : {}
      return { command, arguments: [...args], options, endsWithParent: false }
    }
    const identity = isRoot
      ? ['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups', ...extra]
      : []
    return {
      command: setpriv,
      arguments: [...identity, '--pdeathsig', 'INT', command, ...args],
      options: {},
      endsWithParent: true,
    }
  }
}

function canReach(launcher: Launcher, paths: readonly string[]): boolean {
  const script = 'for each in "$@"; do test -x "$each" || exit 1; done'
  const launch = launcher('/bin/sh', ['-c', script, 'sh', ...paths])
  return (
    spawnSync(launch.command, launch.arguments, { ...launch.options, cwd: '/', stdio: 'ignore' })
      .status === 0
  )
}

/** util-linux's setpriv; other programs with this name (busybox) lack --pdeathsig. */
function findSetpriv(): string | undefined {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder.startsWith('/'))
  const path = folders.map((folder) => join(folder, 'setpriv')).find(isExecutable)
  return path && spawnSync(path, ['--pdeathsig', 'INT', 'true'], { stdio: 'ignore' }).status === 0
    ? path
    : undefined
}

function namedAccount(name: string): Account | undefined {
  const fields = passwdLines().find((fields) => fields[0] === name)
  const account = fields && { name, uid: Number(fields[2]), gid: Number(fields[3]) }
  return account && account.uid > 0 ? account : undefined
}

function passwdLines(): string[][] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((fields) => fields.split(':'))
  } catch {
    return []
  }
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat && { uid: stat.uid, gid: stat.gid }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
