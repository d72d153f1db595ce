import { describe, expect, it } from 'vitest'
import { ProblemError } from '#kernel/problems/index.ts'
import { readDocument } from '#platform/documents/read/index.ts'
import { pageBlocks } from '#platform/documents/read/pdf.ts'
import { readPdfPages } from '#platform/documents/read/pdf-builtin.ts'
import { repairCharacters } from '#platform/documents/read/pdf-characters.ts'
import { encryptedPdf, policyPdf, scannedPdf } from './pdf-fixtures.ts'
import { policyLines } from './policy.ts'

const squeeze = (text: string) => text.replaceAll(/\s+/g, '')
const expected = squeeze(policyLines().join(''))

/** The text without the page headers and page numbers, which the reader drops. */
function body(texts: readonly string[]): string {
  return squeeze(
    texts.filter((text) => text !== 'ひなた町例規集' && !/^-\s*\d+\s*-$/.test(text)).join(''),
  )
}

async function problemOf(bytes: Uint8Array): Promise<string> {
  try {
    await readDocument({ name: '規程.pdf', bytes })
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'none'
}

describe('a PDF', () => {
  it('gives every line with its page', async () => {
    const { blocks } = await readDocument({ name: '規程.pdf', bytes: policyPdf() })
    expect(body(blocks.map((it) => it.text))).toBe(expected)
    const pages = Math.max(...blocks.map((it) => it.page ?? 0))
    expect(pages).toBeGreaterThan(2)
    expect(blocks.filter((it) => it.text === 'ひなた町例規集').map((it) => it.page)).toEqual(
      Array.from({ length: pages }, (_, i) => i + 1),
    )
    expect(blocks.map((it) => it.line)).toEqual(
      blocks.map((it) => it.line).toSorted((a, b) => a - b),
    )
  })

  it('gives the same wording without pdftotext', async () => {
    const read = await readPdfPages(policyPdf(), 60_000)
    expect('pages' in read && body(pageBlocks(read.pages).map((it) => it.text))).toBe(expected)
  })

  it('that holds only pictures is said to be scanned', async () => {
    expect(await problemOf(scannedPdf())).toBe('document-scanned')
  })

  it('that asks for a password is read with it, and says whether one is missing or wrong', async () => {
    const file = { name: '規程.pdf', bytes: encryptedPdf('hiraku') }
    expect(await problemOf(file.bytes)).toBe('document-password')
    expect(await readPdfPages(file.bytes, 60_000)).toEqual({ fault: 'encrypted' })
    await expect(readDocument(file)).rejects.toThrow('パスワードで保護されています')
    await expect(readDocument(file, { password: 'akanai' })).rejects.toThrow('開きません')
    const { blocks } = await readDocument(file, { password: 'hiraku' })
    expect(blocks.map((block) => block.text)).toEqual(['Article 1 Everybody keeps the policy.'])
  })

  it('that ends in the middle is read as far as it goes or said to be damaged, with and without pdftotext', async () => {
    const half = policyPdf().slice(0, 20_000)
    expect(['document-damaged', 'document-scanned', 'none']).toContain(await problemOf(half))
    expect(await readPdfPages(Buffer.from('%PDF-1.7\n途中'), 60_000)).toEqual({ fault: 'damaged' })
  })

  it('that takes too long is given up', async () => {
    await expect(
      readDocument({ name: '遅い.pdf', bytes: policyPdf() }, { milliseconds: 0 }),
    ).rejects.toMatchObject({ problem: { code: 'document-slow' } })
  })

  it('gives kanji where its fonts name radicals', () => {
    expect(repairCharacters('⼈⽇⻑⻘\u00ad語')).toBe('人日長青語')
  })
})

describe('a table in a PDF', () => {
  const page = [
    '第１条   職員は、次の表に掲げる区分に応じ、情報を取り扱わなければならない。',
    '',
    '区分          保存期間   廃棄の方法',
    '重要情報        ５年     管理者の立会いの下で裁断しなければならな',
    '                   い。',
    ' 一般情報   １年         裁断しなければならない。',
    '（公開を除く）',
    '公開情報               定めない。',
    '',
    '第２条   前条の規定は、次の者に準用する。',
    '（１）   町長が認める者',
    '（２）   委託先の従業者',
    '（３）   その他の者',
  ].join('\n')

  it('is given row by row, broken cells joined; numbered paragraphs stay paragraphs', () => {
    const blocks = pageBlocks([page])
    expect(
      blocks.filter((it) => it.kind === 'table-row').map((it) => [it.cells, it.lines ?? [it.line]]),
    ).toEqual([
      [['区分', '保存期間', '廃棄の方法'], [3]],
      [
        ['重要情報', '５年', '管理者の立会いの下で裁断しなければならない。'],
        [4, 5],
      ],
      [
        ['一般情報（公開を除く）', '１年', '裁断しなければならない。'],
        [6, 7],
      ],
      [['公開情報', '', '定めない。'], [8]],
    ])
    expect(blocks.filter((it) => it.kind === 'text').map((it) => it.line)).toEqual([
      1, 10, 11, 12, 13,
    ])
  })

  it('is none where entries of a contents list their pages', () => {
    const contents = [
      '目次',
      '第１章 総則 ........... 1',
      '第２章 体制           3',
      '第３章 取扱い         5',
      '第４章 雑則          12',
    ].join('\n')
    expect(pageBlocks([contents]).every((it) => it.kind === 'text')).toBe(true)
  })
})
