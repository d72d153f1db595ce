import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Possible paths of Chromium. The headless shell costs half as much as the whole browser, so it
 * comes first.
 */
const chromiumPlaces = [
  process.env['SEKISHO_CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The path of Chromium; undefined where there is none. */
export function findChromium(): string | undefined {
  return chromiumPlaces.find((path) => path !== undefined && existsSync(path))
}

/** A program that the tests use beside the npm packages. */
interface Need {
  readonly name: string
  /** The Debian package that contains it. */
  readonly package: string
  readonly isFound: () => boolean
  readonly without: string
}

const externalTools: readonly Need[] = [
  {
    name: 'Chromium',
    package: 'chromium-headless-shell',
    isFound: () => findChromium() !== undefined,
    without: '画面の試験は飛ばします',
  },
  {
    name: 'pdftotext',
    package: 'poppler-utils',
    isFound: () => isOnPath('pdftotext'),
    without: 'PDF の試験は飛ばします',
  },
]

function isOnPath(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

/**
 * Finds the programs that the tests use besides npm packages; installs them on Debian as root, else
 * prints what to install.
 */
export function installMissingTools(): string[] {
  const missing = externalTools.filter((tool) => !tool.isFound())
  if (missing.length === 0) return []
  if (process.getuid?.() === 0 && isOnPath('apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    for (const tool of missing)
      spawnSync('apt-get', ['install', '-y', '-qq', tool.package], {
        stdio: 'ignore',
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
