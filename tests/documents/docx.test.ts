import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Block } from '#kernel/reader/blocks.ts'
import { readDocument } from '#platform/documents/read/index.ts'
import { formatNumber } from '#platform/documents/read/docx/number-formats.ts'

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc" xmlns:wps="urn:wps" xmlns:v="urn:v"'

async function read(
  body: string,
  parts: { styles?: string; numbering?: string; footnotes?: string } = {},
): Promise<readonly Block[]> {
  const part = (tag: string, content: string) =>
    strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:${tag} ${namespaces}>${content}</w:${tag}>`)
  const bytes = zipSync({
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    'word/styles.xml': part('styles', parts.styles ?? ''),
    'word/numbering.xml': part('numbering', parts.numbering ?? ''),
    ...(parts.footnotes === undefined
      ? {}
      : { 'word/footnotes.xml': part('footnotes', parts.footnotes) }),
  })
  return (await readDocument({ name: 'a.docx', bytes })).blocks
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`
const num = (id: number, level: number) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`
const level = (index: number, format: string, text: string, more = '', start = 1) =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
const labels = (blocks: readonly Block[]) =>
  blocks.filter((it) => it.kind !== 'blank').map((it) => it.label ?? '')
const texts = (blocks: readonly Block[]) =>
  blocks.filter((it) => it.kind !== 'blank').map((it) => it.text)

describe('automatic numbering', () => {
  it('restarts deeper levels, shows higher numbers, and counts on after an interruption', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimalFullWidth', '第%1条')}${level(1, 'decimal', '%1.%2')}${level(2, 'decimalEnclosedCircle', '%3')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
    const body = [[0], [1], [1], [2], [0], [1], [2], [2]]
      .map(([it = 0]) => p('文', num(1, it)))
      .join(p('間'))
    expect(labels(await read(body, { numbering })).filter((it) => it !== '')).toEqual([
      '第１条',
      '１.1',
      '１.2',
      '①',
      '第２条',
      '２.1',
      '①',
      '②',
    ])
  })

  it('starts anew where a second list on the same pattern overrides the start, and goes on where it does not', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>`
    const body = [1, 1, 2, 2, 3].map((id) => p('文', num(id, 0))).join('')
    expect(labels(await read(body, { numbering }))).toEqual(['1', '2', '1', '2', '3'])
  })

  it('obeys lvlRestart and isLgl', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'japaneseCounting', '第%1章')}${level(1, 'decimal', '第%2条', '<w:lvlRestart w:val="0"/>')}${level(2, 'decimal', '%1-%3', '<w:isLgl/>')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
    const body = [0, 1, 1, 0, 1, 2].map((it) => p('文', num(1, it))).join('')
    expect(labels(await read(body, { numbering }))).toEqual([
      '第一章',
      '第1条',
      '第2条',
      '第二章',
      '第3条',
      '2-1',
    ])
  })

  it('comes from the style where the paragraph says nothing, also through what the style is based on', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '第%1章', '<w:pStyle w:val="H1"/>')}${level(1, 'decimal', '第%2節', '<w:pStyle w:val="H2"/>')}</w:abstractNum>
      <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>`
    const styles = `<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>
      <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="見出し小"/><w:basedOn w:val="H2"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>`
    const body = ['H1', 'H2', 'H2', 'Own', 'H1', 'H2']
      .map((style) => p('題', `<w:pStyle w:val="${style}"/>`))
      .join('')
    const blocks = await read(body, { numbering, styles })
    expect(labels(blocks)).toEqual(['第1章', '第1節', '第2節', '', '第2章', '第1節'])
    expect(blocks.map((it) => it.level)).toEqual([1, 2, 2, 2, 1, 2])
  })

  it('does not count what has been deleted, and shows bullets of symbol fonts as ・', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'bullet', '\uf0b7')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
    const deleted = `<w:p><w:pPr>${num(1, 0)}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>`
    const blocks = await read(
      `${p('一', num(1, 0))}${deleted}${p('点', num(1, 1))}${p('二', num(1, 0))}`,
      { numbering },
    )
    expect(labels(blocks)).toEqual(['1.', '・', '2.'])
  })

  it.each([
    ['decimalFullWidth', 12, '１２'],
    ['aiueoFullWidth', 3, 'ウ'],
    ['irohaFullWidth', 4, 'ニ'],
    ['decimalEnclosedCircle', 21, '㉑'],
    ['decimalEnclosedParen', 2, '⑵'],
    ['japaneseCounting', 23, '二十三'],
    ['japaneseCounting', 110, '百十'],
    ['ideographDigital', 20, '二〇'],
    ['japaneseLegal', 11, '拾壱'],
    ['ideographTraditional', 3, '丙'],
    ['lowerRoman', 14, 'xiv'],
    ['upperLetter', 28, 'BB'],
    ['unknownFormat', 7, '7'],
  ])('writes %s %i as %s', (format, value, shown) => {
    expect(formatNumber(value, format)).toBe(shown)
  })
})

describe('a Word document', () => {
  it('gives the wording as it stands: deletions, hidden text, field codes and readings out, insertions and fields in', async () => {
    const body = `<w:p>${run('許可を')}<w:del><w:r><w:delText>得る</w:delText></w:r></w:del><w:ins>${run('受ける')}</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘</w:t></w:r>
      <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('第３条')}<w:r><w:fldChar w:fldCharType="end"/></w:r>
      <w:r><w:ruby><w:rt>${run('かんじ')}</w:rt><w:rubyBase>${run('漢字')}</w:rubyBase></w:ruby></w:r><w:r><w:br/></w:r><w:hyperlink>${run('次の行')}</w:hyperlink></w:p>`
    expect(texts(await read(body.replaceAll(/>\s+</g, '><')))).toEqual([
      '許可を受ける第３条漢字',
      '次の行',
    ])
  })

  it('does not lose text boxes, and reads each once', async () => {
    const box = `<w:txbxContent>${p('箱の中')}</w:txbxContent>`
    const body = `<w:p>${run('本文')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
    expect(texts(await read(body))).toEqual(['本文', '箱の中'])
  })

  it('gives tables row by row, merged cells empty where they go on', async () => {
    const cell = (content: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`
    const body = `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(p('項'), '<w:gridSpan w:val="2"/>')}${cell(p('値'))}</w:tr>
      <w:tr>${cell(p('縦'), '<w:vMerge w:val="restart"/>')}${cell(p('一') + p('二'))}${cell(`<w:tbl><w:tr>${cell(p('内'))}${cell(p('側'))}</w:tr></w:tbl><w:p/>`)}</w:tr>
      <w:tr>${cell('<w:p/>', '<w:vMerge/>')}<w:sdt><w:sdtContent>${cell(p('三'))}</w:sdtContent></w:sdt>${cell('<w:p/>')}</w:tr>
      <w:tr><w:trPr><w:del/></w:trPr>${cell(p('消した行'))}</w:tr></w:tbl>`
    const rows = (await read(body.replaceAll(/>\s+</g, '><'))).filter(
      (it) => it.kind === 'table-row',
    )
    expect(rows.map((it) => it.cells)).toEqual([
      ['項', '', '値'],
      ['縦', '一\n二', '内 側'],
      ['', '三', ''],
    ])
    expect(rows.map((it) => it.header ?? false)).toEqual([true, false, false])
  })

  it('reads a frame of one cell as paragraphs, and notes behind the text', async () => {
    const body = `<w:tbl><w:tr><w:tc>${p('囲み一')}${p('囲み二')}</w:tc></w:tr></w:tbl>`
    const footnotes = `<w:footnote w:type="separator" w:id="0">${p('―')}</w:footnote><w:footnote w:id="1">${p('脚注の文')}</w:footnote>`
    const blocks = await read(body, { footnotes })
    expect(
      blocks.filter((it) => it.kind !== 'blank').map((it) => [it.kind, it.label, it.text]),
    ).toEqual([
      ['text', undefined, '囲み一'],
      ['text', undefined, '囲み二'],
      ['text', '注1', '脚注の文'],
    ])
  })
})
