import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root, sources } from './sources.ts'

const documents = [
  ...sources('docs', /\.md$/).filter((source) => !source.path.startsWith('docs/reference/')),
  ...sources('src', /\.md$/),
  ...sources('packs', /\.md$/),
  ...['README.md', 'README.ja.md', 'CONTRIBUTING.md'].map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  })),
]
const programs = [
  ...['src', 'tests', 'bench', 'tools'].flatMap((folder) =>
    sources(folder, /\.(?:ts|tsx|sql|css|typ)$/),
  ),
  ...sources('packs', /\.ya?ml$/),
]

/**
 * Paths in a text: `src/…`, `tests/…` and so on, up to a file's ending or a folder. `<id>` and `*`
 * stand for anything.
 */
const named = /(?<![\w/.@-])(?:src|tests|bench|tools|docs|packs|bin)\/[\w./<>*…-]*[\w/>]/g

/** Names of test files without a folder, with `.ts` or without: `arrows.test`. */
const namedTest = /(?<![\w/.-])[\w-]+\.test(?:\.tsx?)?(?![\w(.])/g

const testFiles = new Set(
  sources('tests', /\.test\.tsx?$/).map(({ path }) => basename(path).replace(/\.tsx?$/, '')),
)

function missingTests(text: string): string[] {
  return [...text.matchAll(namedTest)]
    .map(([name]) => name)
    .filter((name) => !testFiles.has(name.replace(/\.tsx?$/, '')))
}

function commentsOf(text: string): string {
  return (text.match(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|^\s*(?:#|--).*/gm) ?? []).join('\n')
}

function missing(text: string): string[] {
  return [...text.matchAll(named)]
    .map(([path]) => path)
    .filter((path) => !/[<>*…]/.test(path) && !existsSync(join(root, path)))
}

test('every path that a comment names exists', () => {
  const wrong = programs.flatMap((source) =>
    missing(commentsOf(source.text)).map((path) => `${source.path}: ${path}`),
  )
  expect(wrong).toEqual([])
})

test('every test file that a comment or a document names without its folder exists', () => {
  const wrong = [
    ...programs.map(({ path, text }) => ({ path, text: commentsOf(text) })),
    ...documents,
  ].flatMap(({ path, text }) => missingTests(text).map((name) => `${path}: ${name}`))
  expect(wrong).toEqual([])
})

test('every path that a document names exists', () => {
  const wrong = documents.flatMap((source) =>
    missing(source.text).map((path) => `${source.path}: ${path}`),
  )
  expect(wrong).toEqual([])
})

test('every link of a document leads to a file', () => {
  const wrong = documents.flatMap((source) =>
    [...source.text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .map((match) => match[1]!)
      .filter((target) => !existsSync(join(root, dirname(source.path), target)))
      .map((target) => `${source.path}: ${target}`),
  )
  expect(wrong).toEqual([])
})

test('every file that the scripts of package.json start exists', () => {
  const { scripts, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>
    bin: Readonly<Record<string, string>>
  }
  const started = Object.values(scripts).flatMap((script) => script.match(/\S+\.ts\b/g) ?? [])
  expect(
    [...started, ...Object.values(bin)].filter((path) => !existsSync(join(root, path))),
  ).toEqual([])
})
