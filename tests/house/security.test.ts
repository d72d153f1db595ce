import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, sources } from './sources.ts'

/** Requirements of levels 1 and 2 of OWASP ASVS 5.0.0: level by number. */
const levels = JSON.parse(
  readFileSync(new URL('./asvs-5.0.0.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, '1' | '2'>>

const rows = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+ +\|/.test(line))
  .map((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    const [, number = '', level = '', what = '', proof = ''] = cells
    return { number, level, what, proof, cells: cells.length }
  })

/** How a row says why no test stands in it. */
const reasons = ['当てはまらない：', '守っていない所がある：', '検査がない：']

test('every requirement of levels 1 and 2 has one row, with its level, and no row is without a requirement', () => {
  expect(Object.keys(levels)).toHaveLength(253)
  expect(Object.fromEntries(rows.map(({ number, level }) => [number, level]))).toEqual(levels)
  expect(rows.map(({ number }) => number).toSorted()).toEqual(Object.keys(levels).toSorted())
})

test('no cell is empty, and each row names tests that are there or says why there is none', () => {
  expect(
    rows.filter(({ what, proof, cells }) => what === '' || proof === '' || cells !== 6),
  ).toEqual([])
  const unproved = rows.filter(({ proof }) => {
    const tests = [...proof.matchAll(/\]\(\.\.\/(tests\/[\w/-]+\.test\.ts)\)/g)].map(
      ([, path]) => path!,
    )
    const reason = reasons.find((word) => proof.startsWith(word))
    return tests.length > 0
      ? !tests.every((path) => existsSync(join(root, path)))
      : reason === undefined || proof.length < reason.length + 3
  })
  expect(unproved).toEqual([])
})

test('links of the document lead to files that are there', () => {
  const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
  const paths = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => join(root, 'docs', path!))
  expect(paths.length).toBeGreaterThan(100)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})

test.each([
  [
    'writes HTML past React',
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML/,
  ],
  ['runs text as a program', /\beval\(|new Function\(|\brunIn(?:New|This)?Context\(/],
  ['goes through a shell', /\bexecSync\(|\bshell: ?true|from 'node:child_process'.*\bexec\b/],
  ['listens to messages of other windows', /\.postMessage\(|addEventListener\('message'/],
] as const)('nothing under src %s', (_what, pattern) => {
  expect(sources('src').flatMap(({ path, text }) => (pattern.test(text) ? [path] : []))).toEqual([])
})

test('the server calls nobody by HTTP, whatever address somebody enters', () => {
  const called = sources('src')
    // The service worker runs in browsers.
    .filter(
      ({ path }) =>
        !path.startsWith('src/ui/') && !path.includes('/web/') && path !== 'src/apps/offline.ts',
    )
    .flatMap(({ path, text }) =>
      /(?<![.\w])fetch\(|from 'node:https?'|from 'undici'/.test(text) ? [path] : [],
    )
  expect(called).toEqual([])
})
