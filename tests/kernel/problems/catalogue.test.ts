import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogue, problem } from '#kernel/problems/index.ts'

const folder = new URL('../../../src/kernel/problems/', import.meta.url)
const codes = readdirSync(folder).flatMap((file) =>
  [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^ {2}'?([a-z][a-z0-9-]*)'?: \{/gm)].map(
    (found) => found[1] ?? '',
  ),
)

it('no two groups have the same code, and every code is in the catalogue', () => {
  expect(codes.toSorted()).toEqual([...new Set(codes)].toSorted())
  expect(Object.keys(catalogue).toSorted()).toEqual(codes.toSorted())
})

it('every problem has a status of an error and a title', () => {
  for (const [code, kind] of Object.entries(catalogue)) {
    expect(kind.status, code).toBeGreaterThanOrEqual(400)
    expect(kind.status, code).toBeLessThan(600)
    expect(kind.title, code).not.toBe('')
  }
})

it('a problem is a Japanese sentence with its parameters and grounds', () => {
  const made = problem(
    'comment-missing',
    { decision: '許可しない' },
    { grounds: [{ provision: 'P-1' }] },
  )
  expect(made).toMatchObject({
    code: 'comment-missing',
    status: 422,
    params: { decision: '許可しない' },
    grounds: [{ provision: 'P-1' }],
  })
  expect(made.detail).toMatch(/^「許可しない」.*。$/)
})
