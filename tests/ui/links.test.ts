import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPage, mailHref, telephoneHref } from '#ui/links.ts'

describe('a link', () => {
  it('is a page of the program only where it begins with a single slash outside of the API', () => {
    expect(['/', '/cases/1', '/ask?act=x', '/apikeys'].map((href) => [href, isPage(href)])).toEqual(
      [
        ['/', true],
        ['/cases/1', true],
        ['/ask?act=x', true],
        ['/apikeys', true],
      ],
    )
    for (const href of [
      'tel:1001',
      'mailto:a@example.jp',
      'https://example.jp/',
      '//example.jp/',
      '/api/cases',
      '#main',
      'blob:http://x',
    ])
      expect({ href, page: isPage(href) }).toEqual({ href, page: false })
  })
})

describe('a telephone number', () => {
  it('dials its digits, keeps +81 and says its extension apart', () => {
    for (const [written, href] of [
      ['1001', 'tel:1001'],
      ['000-1234-5678', 'tel:00012345678'],
      ['０００（１２３４）５６７８', 'tel:00012345678'],
      ['+81 (0)00-1234-5678', 'tel:+810012345678'],
      ['＋81-00-1234-5678', 'tel:+810012345678'],
      ['000-123-4567 内線 12', 'tel:0001234567;ext=12'],
      ['000-123-4567（内線１２）', 'tel:0001234567;ext=12'],
      ['000-123-4567 ext. 9', 'tel:0001234567;ext=9'],
      ['内線305', 'tel:305'],
      ['1001、1002', 'tel:1001'],
    ] as const)
      expect({ written, href: telephoneHref(written) }).toEqual({ written, href })
  })

  it('that has no digit dials nothing', () => {
    expect(telephoneHref('なし')).toBeNull()
    expect(telephoneHref('')).toBeNull()
  })

  it('never makes another kind of link, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (written) => {
        const href = telephoneHref(written)
        if (href !== null) expect(href).toMatch(/^tel:\+?\d+(?:;ext=\d+)?$/)
      }),
    )
  })
})

describe('a mail address', () => {
  it('begins a mail; what is none, and what would add headers, is not a link of its own', () => {
    expect(mailHref('a.b@example.jp')).toBe('mailto:a.b@example.jp')
    expect(mailHref('a?bcc=x@example.jp')).toBe('mailto:a%3Fbcc%3Dx@example.jp')
    expect(mailHref('なし')).toBeNull()
  })
})
