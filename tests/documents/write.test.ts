import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createFormDocx,
  createFormXlsx,
  createRegisterDocx,
  wordRowLimit,
} from '#platform/documents/write/index.ts'
import { sheetHash } from '#platform/documents/print/index.ts'
import type { FormSheet, RegisterSheet } from '#platform/documents/print/index.ts'
import { readDocument } from '#platform/documents/read/index.ts'
import { partsOf, readBook } from './layoutBooks.ts'
import { anyText } from './texts.ts'

const form: FormSheet = {
  organization: 'ひなた町',
  title: '持ち出し申請書',
  formNumber: '様式第2号',
  documentNumber: '持出R8-0012',
  date: '2026-11-21',
  addressee: '福祉課長　様',
  mark: '手続中',
  applicant: [
    { label: '所属', value: '福祉課' },
    { label: '氏名', value: '髙﨑 はるか' },
  ],
  lead: '次のとおり持ち出したい。',
  sections: [
    {
      heading: '申請',
      rows: [
        { label: '目的', value: '打合せで用いる。\n複数行の値。' },
        { label: '返却日', value: '' },
      ],
    },
  ],
  seals: [
    { role: '課長', name: '山田', date: '2026-11-20', decision: '許可' },
    { role: '統括責任者' },
    ...['甲', '乙', '丙', '丁', '戊'].map((role) => ({ role })),
  ],
  history: [
    { at: '2026-11-20T08:55:00+09:00', who: '山田 太郎', act: '許可', note: '必要と認めた。' },
  ],
  notes: ['返却したら記録する。'],
}
const said = [
  '様式第2号',
  '持ち出し申請書',
  '持出R8-0012',
  '令和8年11月21日',
  '福祉課長　様',
  '福祉課',
  '髙﨑 はるか',
  '次のとおり持ち出したい。',
  '申請',
  '目的',
  '打合せで用いる。',
  '複数行の値。',
  '返却日',
  '課長',
  '統括責任者',
  '戊',
  '許可',
  'R8.11.20',
  '山田',
  '令和8年11月20日 08:55',
  '山田 太郎',
  '必要と認めた。',
  '返却したら記録する。',
]
const ledger = (rows: readonly (readonly string[])[]): RegisterSheet => ({
  organization: 'ひなた町',
  title: '情報資産台帳',
  date: '2019-05-01',
  columns: [{ header: '番号' }, { header: '名称' }],
  rows,
})

const wordText = async (bytes: Uint8Array): Promise<string> =>
  (await readDocument({ name: '様式.docx', bytes })).blocks.map((block) => block.text).join('\n')
async function excelTexts(bytes: Uint8Array): Promise<string[]> {
  return (await readBook(bytes))[0]!.texts().map((text) => text.replaceAll('_x005F_', '_'))
}

describe('a form', () => {
  it('in Word carries every text of its data, dates in the Japanese era, its number of pages and its sum', async () => {
    const bytes = await createFormDocx(form)
    const text = await wordText(bytes)
    for (const one of said) expect(text).toContain(one)
    const foot = Object.entries(partsOf(bytes))
      .filter(([name]) => /word\/(?:footer|header)\d+\.xml$/.test(name))
      .map(([, xml]) => xml)
      .join('')
    for (const one of ['ひなた町', '持出R8-0012', 'NUMPAGES', sheetHash(form), '手続中'])
      expect(foot).toContain(one)
  })

  it('in Excel carries the same, set up to print on A4', async () => {
    const bytes = await createFormXlsx(form)
    const texts = (await excelTexts(bytes)).join('\n')
    for (const one of said) expect(texts).toContain(one)
    const { sheet } = (await readBook(bytes))[0]!
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
    })
    for (const one of ['ひなた町', '持出R8-0012', '&P / &N', sheetHash(form)])
      expect(sheet.headerFooter?.oddFooter).toContain(one)
    expect(sheet.headerFooter?.oddFooter?.match(/&[LCR]/g)).toEqual(['&L', '&C', '&R'])
  })

  it('keeps any text, and makes no formula of it', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (label, value) => {
        const sheet: FormSheet = {
          ...form,
          sections: [{ rows: [{ label: `字${label}`, value: `字${value}` }] }],
          organization: value === '' ? '町' : value,
        }
        const bytes = await createFormXlsx(sheet)
        expect(Object.values(partsOf(bytes)).join('')).not.toContain('<f>')
        const texts = await excelTexts(bytes)
        expect(texts).toContain(`字${label}`)
        expect(texts).toContain(`字${value}`)
        const xml = partsOf(await createFormDocx(sheet))['word/document.xml'] ?? ''
        const cells = xml
          .split('<w:tc>')
          .map((cell) =>
            [...cell.matchAll(/<w:br\/>|<w:t[^>]*>([^<]*)<\/w:t>/g)]
              .map(([tag, text]) => (tag.startsWith('<w:br') ? '\n' : unescaped(text ?? '')))
              .join(''),
          )
        expect(cells).toContain(`字${label}`)
        expect(cells.some((cell) => cell.startsWith(`字${value}`))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('lets control characters go, which no file can hold', async () => {
    const sheet = { ...form, title: '申\u0000請\u001f書\ud800' }
    expect(await excelTexts(await createFormXlsx(sheet))).toContain('申請書')
    expect(await wordText(await createFormDocx(sheet))).toContain('申請書')
  })
})

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

describe('a ledger in Word', () => {
  it('carries every line under a head that is repeated, on A4 across', async () => {
    const bytes = await createRegisterDocx(
      ledger(Array.from({ length: 60 }, (_, i) => [`資-${i + 1}`, `名簿その${i + 1}`])),
    )
    const text = await wordText(bytes)
    for (const one of [
      '情報資産台帳',
      '令和元年5月1日',
      '番号',
      '名簿その1',
      '名簿その60',
      '全 60 件',
    ])
      expect(text).toContain(one)
    const xml = partsOf(bytes)['word/document.xml'] ?? ''
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(xml).toMatch(/w:orient="landscape"/)
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906"/)
  })

  it('without lines says so, and with too many is refused', async () => {
    expect(await wordText(await createRegisterDocx(ledger([])))).toContain(
      '該当する登録はありません',
    )
    await expect(
      createRegisterDocx(ledger(Array.from({ length: wordRowLimit + 1 }, () => ['', '']))),
    ).rejects.toThrow('印刷する行が')
  })
})
