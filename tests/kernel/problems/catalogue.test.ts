import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogue, problem, problemIn } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'

const folder = new URL('../../../src/kernel/problems/', import.meta.url)
const codes = readdirSync(folder).flatMap((file) =>
  [
    ...readFileSync(new URL(file, folder), 'utf8').matchAll(
      /^ {2}'?([a-z][a-z0-9-]*)'?: \{\n {4}status:/gm,
    ),
  ].map((found) => found[1] ?? ''),
)

it('no two groups have the same code, and every code is in the catalogue', () => {
  expect(codes.toSorted()).toEqual([...new Set(codes)].toSorted())
  expect(Object.keys(catalogue).toSorted()).toEqual(codes.toSorted())
})

it('every problem has a status of an error and a title', () => {
  for (const [code, kind] of Object.entries(catalogue)) {
    expect(kind.status, code).toBeGreaterThanOrEqual(400)
    expect(kind.status, code).toBeLessThan(600)
    expect(kind.title.ja, code).toMatch(/[ぁ-んァ-ヶ一-龠]/)
    expect(kind.title.en, code).toMatch(/^[A-Z][^ぁ-んァ-ヶ一-龠]*[^.]$/)
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

it('a problem is said in English with the same parameters, words of the program translated and names as they are', () => {
  const made = problem(
    'not-allowed',
    { act: { ja: '棚卸し', en: 'the stocktake' }, who: listed(['情報管理者', nouns.staff]) },
    { faults: [{ at: '/note', detail: { ja: '書いてください。', en: 'Write it.' } }] },
  )
  expect(problemIn(made, 'ja')).toEqual({
    code: 'not-allowed',
    status: 403,
    title: '権限がありません',
    detail: '棚卸しができるのは情報管理者、職員等です。必要なときは、その人に頼んでください。',
    params: { act: '棚卸し', who: '情報管理者、職員等' },
    faults: [{ at: '/note', detail: '書いてください。' }],
  })
  expect(problemIn(made, 'en')).toEqual({
    code: 'not-allowed',
    status: 403,
    title: 'You may not do this',
    detail:
      'Only 情報管理者, a member of staff may do this: the stocktake. Ask them where it is needed.',
    params: { act: 'the stocktake', who: '情報管理者, a member of staff' },
    faults: [{ at: '/note', detail: 'Write it.' }],
  })
})
