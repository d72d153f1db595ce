import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isComposing } from '#ui/ime.ts'
import { formatDate, formatMoment } from '#ui/formatDate.ts'
import { isWithinPath, mergeFeatures, navSectionsFor } from '#ui/shell/features.ts'
import { lazyPage, navSections } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'
import { searchChangeFor, nextSort, parseTableQuery, serialiseTableQuery } from '#ui/table/query.ts'

const blank = lazyPage(() => Promise.resolve({ default: () => null }))
const route = (path: string, more: Partial<FeatureRoute> = {}): FeatureRoute => ({
  path,
  title: { ja: path, en: path },
  component: blank,
  ...more,
})

describe('the rail', () => {
  it('shows only places that have a page the person may see, in the fixed order, the first page first', () => {
    const { routes } = mergeFeatures([
      {
        routes: [
          route('/units', { nav: { section: 'organization', order: 2 } }),
          route('/people', { nav: { section: 'organization', order: 1 } }),
        ],
      },
      {
        routes: [
          route('/journal', { nav: { section: 'policy' }, ability: 'journal.read' }),
          route('/tasks', { nav: { section: 'tasks' } }),
          route('/tasks/$id'),
        ],
      },
    ])
    const seen = (abilities: readonly string[]) =>
      navSectionsFor(routes, abilities).map((entry) => [
        entry.place,
        entry.pages.map((each) => each.path),
      ])
    expect(seen([])).toEqual([
      ['tasks', ['/tasks']],
      ['organization', ['/people', '/units']],
    ])
    expect(seen(['journal.read'])).toEqual([
      ['tasks', ['/tasks']],
      ['policy', ['/journal']],
      ['organization', ['/people', '/units']],
    ])
  })

  it('has at most seven places', () => {
    expect(navSections.length).toBeLessThanOrEqual(7)
  })

  it('knows that an address lies below a page by whole parts', () => {
    expect([
      isWithinPath('/registers/a', '/registers'),
      isWithinPath('/registers', '/registers'),
      isWithinPath('/registersX', '/registers'),
      isWithinPath('/x', '/'),
      isWithinPath('/', '/'),
    ]).toEqual([true, true, false, false, true])
  })
})

describe('dates as people read them', () => {
  const japanese = { language: 'ja', years: 'japanese', weekday: false } as const

  it('are formatted in eras, the first year as 元年, and in Tokyo’s time', () => {
    expect(formatDate('2026-11-21', { ...japanese, weekday: true })).toBe('令和8年11月21日(土)')
    expect(formatDate('2019-05-01', japanese)).toBe('令和元年5月1日')
    expect(formatDate('2019-04-30', japanese)).toBe('平成31年4月30日')
    expect(formatDate('2026-11-21', { ...japanese, years: 'gregorian' })).toBe('2026年11月21日')
    expect(formatMoment('2026-11-20T15:05:00Z', japanese)).toBe('令和8年11月21日 0:05')
  })

  it('come back unchanged when they are none', () => {
    for (const text of ['', '来週', '2026-13-01', '2026-1-1'])
      expect(formatDate(text, japanese)).toBe(text)
    expect(formatMoment('いつか', japanese)).toBe('いつか')
  })
})

describe('a table’s question', () => {
  const words = fc.string({ minLength: 1 })
  const query = fc.record({
    words: fc.string(),
    sort: fc.option(
      fc.record({ column: fc.stringMatching(/^[a-z][a-zA-Z.]*$/), descending: fc.boolean() }),
      { nil: undefined },
    ),
    filters: fc.dictionary(fc.stringMatching(/^[a-z]+$/), words),
  })

  it('is restored from the address unchanged', () => {
    fc.assert(
      fc.property(query, (asked) => {
        expect(parseTableQuery(serialiseTableQuery(asked))).toEqual({
          ...asked,
          filters: { ...asked.filters },
        })
      }),
    )
  })

  it('removes from the address what the query no longer has, and leaves the rest', () => {
    expect(
      searchChangeFor(
        { q: 'a', sort: 'b', 'f.c': 'd', tab: 'e' },
        { words: '', sort: undefined, filters: { x: 'y' } },
      ),
    ).toEqual({ q: undefined, sort: undefined, 'f.c': undefined, 'f.x': 'y' })
  })

  it('is ordered rising, then falling, then as the server likes', () => {
    const first = nextSort(undefined, 'a')
    const second = nextSort(first, 'a')
    expect([first, second, nextSort(second, 'a'), nextSort(second, 'b')]).toEqual([
      { column: 'a', descending: false },
      { column: 'a', descending: true },
      undefined,
      { column: 'b', descending: false },
    ])
  })
})

describe('an IME', () => {
  it('holds Enter while it composes, also where the browser tells it only by the key code', () => {
    expect(
      [
        { keyCode: 13, nativeEvent: { isComposing: true } },
        { keyCode: 229, nativeEvent: {} },
        { keyCode: 13, nativeEvent: { isComposing: false } },
      ].map(isComposing),
    ).toEqual([true, true, false])
  })
})
