import { expect, test } from 'vitest'
import { sources } from './sources.ts'

/** A link as it is written in the source, on the screens and in what the server answers. */
const link = /(?:\bhref|\bto)(?:=\{?|: )\s*[`'"](\/[^`'"]*)[`'"]/g
const elsewhere = /^\/(?:api|gallery)(?:\/|$)/

const pages = sources('src/features').flatMap(({ path, text }) =>
  path.endsWith('/web/routes.ts')
    ? [...text.matchAll(/\bpath: '([^']+)'/g)].map(
        ([, page = '']) => new RegExp(`^${page.replaceAll(/\$\w+/g, '[^/]+')}$`),
      )
    : [],
)

test('every link of the program leads to one of its pages', () => {
  const links = sources('src').flatMap(({ path, text }) =>
    [...text.matchAll(link)].map(([, address = '']) => ({ path, address })),
  )
  const lost = links.filter(({ address }) => {
    const [plain = ''] = address.replaceAll(/\$\{[^}]*\}/g, 'x').split(/[?#]/)
    return !elsewhere.test(plain) && !pages.some((page) => page.test(plain))
  })
  expect(lost).toEqual([])
  expect(links.length).toBeGreaterThan(100)
})
