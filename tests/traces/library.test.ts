import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { fixturePacks } from '../packs/support.ts'
import { renderLibraryPages } from '../../tools/library-page.ts'
import type { LibraryPages } from '../../tools/library-page.ts'

const docs = new URL('../../docs/', import.meta.url)

test('docs/library.md and its pictures are what the packs say', async () => {
  const pages = await renderLibraryPages()
  const folder = new URL('library/', docs)
  const pictures = existsSync(folder) ? readdirSync(folder).map((name) => `library/${name}`) : []
  const stale = Object.entries(pages)
    .filter(([name, content]) => readFileSync(new URL(name, docs), 'utf8') !== content)
    .map(([name]) => name)
  expect(stale, 'out of date: run node tools/library-page.ts').toEqual([])
  expect(pictures.toSorted()).toEqual(
    Object.keys(pages)
      .filter((name) => name !== 'library.md')
      .toSorted(),
  )
})

describe('the page of a library', () => {
  let pages: LibraryPages
  let page: string
  beforeAll(async () => {
    pages = await renderLibraryPages(fixturePacks)
    page = pages['library.md'] ?? ''
  })

  it('says of a mechanism what it is for, how it is taken and by whom', () => {
    expect(page).toMatch(
      /#### 物の貸し出し\n\n`take: commons\/procedures\/lend`\n\n物を貸し、返るまで追う。/,
    )
    expect(page).toContain('取り込んでいる規程：hinata')
  })

  it('has each parameter with its type and what is usual, and each part with what it asks', () => {
    expect(page).toContain('| 貸す人 | `lender` | 許可する人の並び | **必ず書く** |')
    expect(page).toContain('| 何日まで | `days` | 数 | `7` |')
    expect(page).toContain('| 返ったことを書き残す | `record` | なくてもよい |')
  })

  it('shows every procedure as a picture: parameters by their titles, optional parts as such', () => {
    const pictures = [...page.matchAll(/\]\((library\/[^)]+\.svg)\)/g)].map(([, name]) => name)
    expect(pictures).toEqual(Object.keys(pages).filter((name) => name !== 'library.md'))
    const picture = pages['library/commons-lend.svg'] ?? ''
    const texts = [...picture.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)
    expect(texts.slice(texts.indexOf('許可'), texts.indexOf('許可') + 2)).toEqual([
      '許可',
      '貸す人',
    ])
    expect(texts).toContain('7日以内')
    expect(texts.join('')).toContain('「返ったことを書き残す」を求める規程だけ')
    expect(texts.filter((text) => text?.includes('$'))).toEqual([])
  })

  it('has the items of a checklist, with what people are asked, and the recurring work', () => {
    expect(page).toMatch(
      /#### 部屋の点検\n\n`take: commons\/checklists\/room`\n\n部屋の備えを見る。/,
    )
    expect(page).toContain('| 入口に鍵がかかる | `door` | yes-no |  |')
    expect(page).toContain(
      '| 来た人を一人にしない | `guests` | choice(never=ない、once=ある) | 来た人を一人にしたことは |',
    )
    expect(page).toContain('| 部屋を見て回る | `look` | なくてもよい |')
    expect(page).not.toContain('| 入口に鍵がかかる | `door` | なくてもよい |')
    expect(page).toContain('| 部屋を見て回る | `commons/rounds/rooms` | unit | half-year |  |')
  })

  it('lists roles and what is asked of handling, with the path by which each is taken', () => {
    expect(page).toContain('| 最高情報セキュリティ責任者 | `commons/roles/ciso` | hinata、minato |')
    expect(page).toContain('`commons/handling/acts/print`')
  })
})
