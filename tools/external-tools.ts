import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * The Chromium without a window: a page in a context of its own costs it half of the processor time
 * that the whole browser takes.
 */
const chromiumShellPlaces = [process.env['SEKISHO_CHROMIUM'], '/usr/bin/chromium-headless-shell']

/** Where Chromium may be, the cheapest first. */
const chromiumPlaces = [
  ...chromiumShellPlaces,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The path of Chromium; undefined where there is none. */
export function findChromium(): string | undefined {
  return firstOf(chromiumPlaces)
}

function firstOf(places: readonly (string | undefined)[]): string | undefined {
  return places.find((path) => path !== undefined && existsSync(path))
}

/** A program that the tests use beside the npm packages. */
interface Need {
  readonly name: string
  /** The Debian package that contains it. */
  readonly package: string
  readonly isFound: () => boolean
  /** Whether installing the package would gain nothing, where something else serves too. */
  readonly isBest?: () => boolean
  readonly without: string
}

const externalTools: readonly Need[] = [
  {
    name: 'Chromium',
    package: 'chromium-headless-shell',
    isFound: () => findChromium() !== undefined,
    isBest: () => firstOf(chromiumShellPlaces) !== undefined,
    without: '画面の試験は飛ばします',
  },
  {
    name: 'pdftotext',
    package: 'poppler-utils',
    isFound: () => isOnPath('pdftotext'),
    without: 'PDF の試験は飛ばします',
  },
]

/** Without a network the tests go on with what is there. */
const installTimeoutMs = 120_000

function isOnPath(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

/**
 * Finds the programs that the tests use besides npm packages; installs them on Debian as root, else
 * prints what to install.
 */
export function installMissingTools(): string[] {
  const missing = externalTools.filter((tool) => !(tool.isBest ?? tool.isFound)())
  if (missing.length === 0) return []
  if (process.getuid?.() === 0 && isOnPath('apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: installTimeoutMs })
    for (const tool of missing)
      spawnSync('apt-get', ['install', '-y', '-qq', tool.package], {
        stdio: 'ignore',
        timeout: installTimeoutMs,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
  }
  return externalTools
    .filter((tool) => !tool.isFound())
    .map(
      (tool) =>
        `${tool.name} が見つからないので、${tool.without}。入れるには: apt-get install ${tool.package}`,
    )
}
