import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const needs = [
  {
    name: 'Chromium',
    package: 'chromium',
    found: () =>
      ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some(
        existsSync,
      ) || process.env['CHROMIUM'] !== undefined,
    without: '画面の試験は飛ばします',
  },
  {
    name: 'pdftotext',
    package: 'poppler-utils',
    found: () => onPath('pdftotext'),
    without: 'PDF の試験は飛ばします',
  },
] as const

function onPath(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

/** Finds what the tests use besides npm packages; installs it where this is Debian and we are root, else says in a sentence what to install. */
export function findTools(): string[] {
  const missing = needs.filter((need) => !need.found())
  if (missing.length === 0) return []
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', ...missing.map((need) => need.package)], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  return needs
    .filter((need) => !need.found())
    .map(
      (need) =>
        `${need.name} が見つからないので、${need.without}。入れるには: apt-get install ${need.package}`,
    )
}
