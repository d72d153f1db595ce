import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createPrinter, sheetHash } from '#platform/documents/print/index.ts'
import { replaceUnprintable } from '#platform/documents/print/replace.ts'
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

interface Word {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The words of a PDF with their boxes, points. */
function boxesOf(pdf: Uint8Array): { readonly width: number; readonly words: readonly Word[] } {
  const path = join(folder, 'boxes.pdf')
  writeFileSync(path, pdf)
  const html = execFileSync('pdftotext', ['-bbox', path, '-'], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
  const words = [
    ...html.matchAll(
      /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g,
    ),
  ].map(([, left, top, right, bottom, text = '']) => ({
    text,
    left: Number(left),
    right: Number(right),
    top: Number(top),
    bottom: Number(bottom),
  }))
  return { width: Number(/<page width="([\d.]+)"/.exec(html)?.[1]), words }
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
  columns: [{ header: '番号' }, { header: '名称' }, { header: '機密性', align: 'center' }],
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

/** A sheet of every kind with the text wherever somebody may have typed it. */
const sheetsWith = (text: string): readonly (readonly [string, () => Promise<Uint8Array>])[] => [
  [
    'form',
    () =>
      printer.form({
        ...form,
        title: text,
        lead: text,
        documentNumber: text,
        addressee: text,
        applicant: [{ label: '氏名', value: text }],
        sections: [{ heading: text, rows: [{ label: text, value: text }] }],
        seals: [{ role: text, name: text, date: '2026-11-20', decision: '許可' }, { role: text }],
        history: [{ at: '2026-11-20T08:55:00+09:00', who: text, act: '許可', note: text }],
        notes: [text],
      }),
  ],
  [
    'ledger',
    () =>
      printer.register({
        ...ledger(2),
        columns: ['番号', text, '名称', '備考', '所属', '日付'].map((header) => ({ header })),
        rows: [['資-1', text, '名簿', text, '課', '2026-11-21']],
      }),
  ],
  [
    'contacts',
    () =>
      printer.contacts({
        ...contacts(1),
        roots: [{ role: text, people: [{ name: text, post: text, phones: [{ number: '201' }] }] }],
        outside: [{ name: text, number: '000-111-2222' }],
      }),
  ],
  [
    'labels',
    () =>
      printer.labels({
        organization: text,
        title: text,
        date: '2026-11-21',
        labels: [{ class: text, number: '資-1', name: text, unit: text, lines: [] }],
      }),
  ],
]

/** Letters of all planes, half letters among them; those that people type are drawn more often. */
const anyLetter = fc.oneof(
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  fc.constantFrom(...'🙂한글髙﨑𠮷☑①㌔㊞ーｱﾞがか\u3099葛\u{e0100}👨‍👩‍👧🇯🇵\ue000́\n\t #"\\*_$[](){}<>@'),
)

describe('whatever may be typed is printed', () => {
  it('texts of letters of all planes, on every kind of sheet', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLetter, { maxLength: 60 }), async (letters) => {
        for (const [, print] of sheetsWith(letters.join('')))
          expect(Buffer.from((await print()).subarray(0, 5)).toString()).toBe('%PDF-')
      }),
      { numRuns: 40 },
    )
  })

  it.skipIf(!poppler)('letters of other scripts and emoji are there to read', async () => {
    const text = '会議🙂 한글 이름 简体字 Ελληνικά 𠮷田﨑 ไทย עברית'
    for (const [kind, print] of sheetsWith(text)) {
      const page = pagesOf(await print()).join('')
      for (const part of ['会議🙂', '한글', '이름', '简体字', '𠮷田﨑'])
        expect(page, kind).toContain(part)
      expect(page, kind).not.toContain('〓')
    }
  })

  it.skipIf(!poppler)('what no face has is a 〓, named at the foot with its place', async () => {
    const value = '外字\ue000と\u{10fffd}、半分\ud800のか\u0f71'
    const pages = pagesOf(
      await printer.form({ ...form, sections: [{ rows: [{ label: '理由', value }] }] }),
    )
    expect(pages[0]).toContain('外字〓と〓、半分〓の')
    expect(pages[0]).toContain('〓は印字できない文字：U+E000（理由）、U+10FFFD（理由）')
    expect(pagesOf(await printer.form(form))[0]).not.toContain('印字できない')
  })

  it('is replaced only where no face has the whole letter with its marks', () => {
    const faces = [new Set([...'あか'].map((it) => it.codePointAt(0)!)), new Set([0x1f642, 0x301])]
    expect(replaceUnprintable({ label: '備考', value: 'か\u0301あ🙂漢\u0301' }, faces)).toEqual({
      data: { label: '〓〓', value: 'か〓あ🙂〓' },
      replaced: [
        { letter: '備', place: '〓〓' },
        { letter: '考', place: '〓〓' },
        { letter: '\u0301', place: '〓〓' },
        { letter: '漢', place: '〓〓' },
      ],
    })
  })
})

describe.skipIf(!poppler)('texts stay in their places', () => {
  const long = fc.oneof(
    fc.constantFrom(
      ...['https://example.jp/', 'x', 'W', 'Ж', 'ー', '。', '「', 'っ', '1-', '한', '🙂', 'ｱ'].map(
        (part) => part.repeat(Math.ceil(400 / part.length)),
      ),
    ),
    fc.array(anyLetter, { minLength: 200, maxLength: 400 }).map((letters) => letters.join('')),
  )

  it('words of 400 letters break, on forms and ledgers', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(long, async (text) => {
        for (const [kind, print] of sheetsWith(text).slice(0, 2)) {
          const { width, words } = boxesOf(await print())
          expect(Math.max(...words.map((word) => word.right)), kind).toBeLessThanOrEqual(width)
        }
      }),
      {
        numRuns: 12,
        examples: ['x', 'ー', '「'].map((letter) => [letter.repeat(400)]),
      },
    )
  })

  it('a title of a seal box that is long makes the box higher', async () => {
    const role = '情報セキュリティ統括責任者の職務を代行する副町長又は総務担当の参事'
    const seals = Array.from({ length: 6 }, () => ({ role }))
    const { words } = boxesOf(await printer.form({ ...form, seals }))
    const lines = words.filter((word) => word.text.length > 2 && role.includes(word.text))
    expect(lines.map((line) => line.text).join('')).toHaveLength(role.length * 6)
    const tops = lines.map((line) => line.top)
    expect(Math.max(...tops) - Math.min(...tops)).toBeGreaterThan(20)
  })

  it('columns of a ledger are as wide as what stands in them', async () => {
    const { words } = boxesOf(
      await printer.register({
        ...ledger(0),
        columns: [{ header: '数' }, { header: '内容' }, { header: '日付' }],
        rows: [['1', 'とても長い内容の説明がここに続く'.repeat(8), 'R8.11.20']],
      }),
    )
    const left = (text: string): number =>
      words.find((word) => word.text.startsWith(text))?.left ?? NaN
    expect(left('とても') - left('1')).toBeLessThan(60)
    expect(left('R8.11.20') - left('とても')).toBeGreaterThan(550)
  })
})

describe('printing', () => {
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
