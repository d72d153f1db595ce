import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village } from '../support/browser.ts'
import { crawl, rawTexts } from './crawl.ts'

const executable = chromiumPath()

describe('what no screen may say', () => {
  const faultsIn = (line: string) =>
    rawTexts.filter(([, pattern]) => pattern.test(line)).map(([what]) => what)

  test.each([
    ['2026-11-30T09:00:00+09:00', 'an ISO moment'],
    ['17:00:00+09:00', 'an ISO moment'],
    ['期限：2026-11-30', 'an ISO day'],
    ["class.confidentiality == 3 && medium == 'usb'", 'an expression'],
    ['has(fields.pc)', 'an expression'],
    ['持ち主：01a22c18-028d-7955-93e5-ca64043ece46', 'an id'],
    ['[object Object]', 'an object'],
    ['{{count}}件', 'a text with a hole'],
    ['32lines', 'a count beside a unit of another language'],
  ])('is found: %s', (line, what) => {
    expect(faultsIn(line)).toContain(what)
  })

  test.each(['令和8年11月30日(月) 9:00', '000-1234-5678', '持出R8-0012', '11/30', 'RSTC-1-2'])(
    'is not found in what people write: %s',
    (line) => {
      expect(faultsIn(line)).toEqual([])
    },
  )
})

describe
  .skipIf(executable === undefined)
  .each([{ pack: 'otari', people: ['y-hasegawa', 'k-sakaki'] }])(
  'every page of the demonstration of $pack, reached by links alone',
  ({ pack, people }) => {
    let village: Village

    beforeAll(async () => {
      village = await startVillage(executable ?? '', { at: '2026-11-24 09:00', pack })
    })
    afterAll(() => village?.close())

    test.each(people)(
      'for %s: every link leads to a page that answers or has a right value, and no text is of the inside of the program',
      async (account) => {
        const visit = await village.visit(account)
        const { pages, links, broken, raw } = await crawl(visit)
        expect({ broken, raw }).toEqual({ broken: [], raw: [] })
        expect(pages).toBeGreaterThan(40)
        expect(links).toBeGreaterThan(200)
        expect(visit.pageErrors).toEqual([])
      },
    )
  },
)
