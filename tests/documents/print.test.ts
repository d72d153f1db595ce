import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ProblemError } from '#kernel/problems/index.ts'
import { createPrinter, sheetHash } from '#platform/documents/print/index.ts'
import type { ContactSheet, FormSheet, RegisterSheet } from '#platform/documents/print/index.ts'

const printer = createPrinter()
const folder = mkdtempSync(join(tmpdir(), 'sekisho-print-'))

afterAll(async () => {
  await printer.close()
  rmSync(folder, { recursive: true, force: true })
})

function hasPoppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const poppler = hasPoppler()
if (!poppler)
  process.stdout.write('pdftotext がないため、印刷した文字を読み返す検査を飛ばします。\n')

/** The text of each page, without blanks. */
function pagesOf(pdf: Uint8Array): string[] {
  const path = join(folder, 'sheet.pdf')
  writeFileSync(path, pdf)
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replaceAll(/[\s\u200b]+/g, ''))
}

const form: FormSheet = {
  organization: 'ひなた町',
  title: '持ち出し申請書',
  formNumber: '様式第2号',
  documentNumber: '持出R8-0012',
  date: '2026-11-21',
  addressee: '福祉課長　様',
  applicant: [
    { label: '所属', value: '福祉課' },
    { label: '氏名', value: '髙﨑 はるか' },
  ],
  lead: '次の情報資産を持ち出したいので許可してください。',
  sections: [
    {
      heading: '１　内容',
      rows: [
        { label: '目的', value: '打合せで用いる。\n複数行の値。' },
        { label: '返却日', value: '' },
      ],
    },
  ],
  seals: [
    { role: '課長', name: '山田', date: '2026-11-20', decision: '許可' },
    { role: '統括責任者' },
  ],
  history: [
    { at: '2026-11-20T08:55:00+09:00', who: '山田 太郎', act: '許可', note: '必要と認めた。' },
  ],
  notes: ['返却したら記録する。'],
}

const ledger = (count: number): RegisterSheet => ({
  organization: 'ひなた町',
  title: '情報資産台帳',
  date: '2019-05-01',
  columns: [
    { header: '番号' },
    { header: '名称', width: 3 },
    { header: '機密性', align: 'center' },
  ],
  rows: Array.from({ length: count }, (_, i) => [`資-${i + 1}`, `名簿その${i + 1}`, '2']),
})

const contacts = (count: number): ContactSheet => ({
  organization: 'ひなた町',
  title: '緊急連絡網',
  date: '2026-11-21',
  roots: [
    {
      role: '最高責任者',
      people: [{ name: '佐久間 実', phones: [{ label: '内線', number: '201' }] }],
      children: Array.from({ length: count }, (_, i) => ({
        role: `責任者${i + 1}`,
        people:
          i === 0
            ? []
            : [
                {
                  name: `職員${i + 1}`,
                  deputy: i === 1,
                  phones: [{ number: `090-0000-${String(i).padStart(4, '0')}` }],
                },
              ],
      })),
    },
  ],
  outside: [{ name: '県の窓口', number: '000-111-2222' }],
})

describe.skipIf(!poppler)('what is printed can be read', () => {
  it('a form carries every text of its data, dates in the Japanese era, its page number and its sum', async () => {
    const pages = pagesOf(await printer.form(form))
    expect(pages).toHaveLength(1)
    for (const text of [
      '様式第2号',
      '持ち出し申請書',
      '持出R8-0012',
      '令和8年11月21日',
      '福祉課長様',
      '髙﨑はるか',
      '打合せで用いる。',
      '複数行の値。',
      '返却日',
      '統括責任者',
      '許可',
      'R8.11.20',
      '山田',
      '令和8年11月20日08:55',
      '必要と認めた。',
      '返却したら記録する。',
      '1/1',
      sheetHash(form),
    ])
      expect(pages[0]).toContain(text)
  })

  it('a ledger repeats its head on every page and counts the pages', async () => {
    const pages = pagesOf(await printer.register(ledger(120)))
    expect(pages.length).toBeGreaterThan(2)
    for (const [i, page] of pages.entries()) {
      expect(page).toContain('番号名称機密性')
      expect(page).toContain(`${i + 1}/${pages.length}`)
    }
    expect(pages[0]).toContain('令和元年5月1日')
    expect(pages.join('')).toContain('名簿その120')
    expect(pages.at(-1)).toContain('全120件')
  })

  it('a ledger without entries says so', async () => {
    expect(pagesOf(await printer.register(ledger(0)))[0]).toContain('該当する登録はありません')
  })

  it.each([1, 12, 40])('a contact network of %i stands on one page', async (count) => {
    const pages = pagesOf(await printer.contacts(contacts(count)))
    expect(pages).toHaveLength(1)
    for (const text of [
      '最高責任者',
      '佐久間実',
      `責任者${count}`,
      '未任命',
      '県の窓口',
      '000-111-2222',
    ])
      expect(pages[0]).toContain(text)
  })
})

describe('printing', () => {
  it('refuses a character that no font has, and says where it stands', async () => {
    const sheet = { ...form, sections: [{ rows: [{ label: '目的', value: '会議😀のため' }] }] }
    await expect(printer.form(sheet)).rejects.toThrow('「目的」の「😀」')
    await expect(printer.form(sheet)).rejects.toBeInstanceOf(ProblemError)
  })

  it('sets rare kanji of names, check boxes and kana in two pieces', async () => {
    const pdf = await printer.form({ ...form, title: '𠮷田﨑髙邉葛\u{e0100}☑か\u3099' })
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
  })

  it('gives the same bytes for the same data, and the same sum in whatever order the fields stand', async () => {
    expect(Buffer.compare(await printer.form(form), await printer.form(form))).toBe(0)
    const reordered = Object.fromEntries(Object.entries(form).toReversed()) as unknown as FormSheet
    expect(sheetHash(reordered)).toBe(sheetHash(form))
    expect(sheetHash({ ...form, date: '2026-11-22' })).not.toBe(sheetHash(form))
  })

  it('never runs the texts of its data', async () => {
    const pdf = await printer.form({ ...form, title: '#panic("x") *太字* $x$ \\ @a <b>' })
    expect(pdf.length).toBeGreaterThan(1000)
  })

  it('refuses a ledger of more rows than a printer should be sent', async () => {
    await expect(printer.register(ledger(5001))).rejects.toMatchObject({
      problem: { code: 'print-too-long' },
    })
  })

  it('starts another process after the first has ended', async () => {
    const other = createPrinter()
    await other.register(ledger(1))
    await other.close()
    expect((await other.register(ledger(1))).length).toBeGreaterThan(1000)
    await other.close()
  })
})
