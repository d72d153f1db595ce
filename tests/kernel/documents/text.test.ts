import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { piecesOf, sectionsStanding, sectionText } from '#kernel/documents/text.ts'
import { loadFixture, minatoTexts } from '../../packs/support.ts'

describe('a document', () => {
  test('says what the organisation chose, and leaves out what does not stand by it', async () => {
    const texts = await minatoTexts()
    const said = (value: string) => {
      const choices = texts
        .get('minato/organization.yaml')!
        .replace('value: permit', `value: ${value}`)
      const { edition, faults } = loadFixture(
        'minato',
        new Map(texts).set('minato/organization.yaml', choices),
      )
      expect(faults).toEqual([])
      const { pack } = edition!
      return sectionsStanding(pack.documents.get('words')!, pack.choices).map((section) => [
        section.id,
        sectionText(section, pack.choices, 'ja'),
      ])
    }
    expect(said('permit')).toEqual([
      ['tools', '町のものではない道具。使うかどうかは「許しを得て使う」とする。'],
      ['rules', undefined],
    ])
    expect(said('forbid')).toEqual([
      ['tools', '町のものではない道具。使うかどうかは「使わない」とする。'],
    ])
  })
})

describe('words whose meaning is known', () => {
  const meanings = new Map([
    ['情報', 1],
    ['情報資産', 2],
    ['県', 3],
  ])

  test.each([
    ['県の情報資産と情報', ['県!', 'の', '情報資産!', 'と', '情報!']],
    ['情報資産は情報資産', ['情報資産!', 'は情報資産']],
    ['なにもない', ['なにもない']],
    ['', []],
  ])('are found in 「%s」, the longest first and each once', (text, expected) => {
    expect(
      piecesOf(text, meanings).map(
        (piece) => piece.text + (piece.meaning === undefined ? '' : '!'),
      ),
    ).toEqual(expected)
  })

  test('take nothing from a text and add nothing, whatever the words', () => {
    const some = fc.string({
      unit: fc.constantFrom('あ', 'い', '県', '報', 'x', ' '),
      maxLength: 12,
    })
    fc.assert(
      fc.property(some, fc.array(some, { maxLength: 4 }), (text, words) => {
        const pieces = piecesOf(text, new Map(words.map((word) => [word, word])))
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        for (const { text: piece, meaning } of pieces)
          if (meaning !== undefined) expect(meaning).toBe(piece)
      }),
    )
  })
})
