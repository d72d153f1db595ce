import { deflateRawSync } from 'node:zlib'
import { zipSync, strToU8 } from 'fflate'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '#kernel/problems/index.ts'
import type { Block } from '#kernel/reader/blocks.ts'
import { detectEncoding } from '#platform/documents/read/encoding.ts'
import { readDocument } from '#platform/documents/read/index.ts'
import { policyDocx, policyHtml, policyLines, policyMarkdown } from './policy.ts'

async function problemOf(name: string, bytes: Uint8Array, limits = {}): Promise<string> {
  try {
    await readDocument({ name, bytes }, limits)
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'none'
}

async function blocksOf(name: string, content: string | Uint8Array): Promise<readonly Block[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return (await readDocument({ name, bytes })).blocks
}

/** The text of blocks, labels in front, without blanks. */
function wording(blocks: readonly Block[]): string[] {
  return blocks
    .filter((it) => it.kind !== 'blank')
    .map((it) => `${it.label ?? ''}${it.text}`.replaceAll(/\s+/g, ''))
}

const expected = policyLines()
  .filter((line) => line !== '')
  .map((line) => line.replaceAll(/\s+/g, ''))
const tableRows = [
  '区分保存期間廃棄の方法',
  '重要情報５年情報管理者の立会いの下で裁断しなければならない。',
  '一般情報１年裁断しなければならない。',
]

describe('every format gives the same wording in the same order', () => {
  it.each(['utf8', 'utf-16le', 'utf-16be', 'cp932', 'euc-jp'])(
    'plain text in %s',
    async (encoding) => {
      const mark = encoding.startsWith('utf-16') ? '\ufeff' : ''
      expect(
        wording(
          await blocksOf('規程.txt', iconv.encode(mark + policyLines().join('\r\n'), encoding)),
        ),
      ).toEqual(expected)
    },
  )

  it.each([
    ['No.1,なまえ,ふりがな', 'euc-jp'],
    ['名称', 'euc-jp'],
    ['口座,ﾌﾘｶﾞﾅ,ｱｲｳｴｵ', 'cp932'],
  ])(
    '%s, whose bytes are text in EUC-JP and in CP932: as the one it is in, %s',
    (text, encoding) => {
      expect(detectEncoding(iconv.encode(text, encoding))).toBe(encoding)
    },
  )

  it('UTF-16 without a mark', async () => {
    expect(
      wording(await blocksOf('a.txt', iconv.encode(policyLines().join('\n'), 'utf-16le'))),
    ).toEqual(expected)
  })

  it('Word with automatic numbers', async () => {
    const blocks = await blocksOf('規程.docx', await policyDocx())
    expect(wording(blocks)).toEqual([...expected, ...tableRows])
    expect(blocks.find((it) => it.text === '二人で運ぶこと。')).toMatchObject({
      kind: 'list',
      label: 'イ',
      indent: 3,
    })
    expect(blocks.find((it) => it.text === '情報の取扱い')).toMatchObject({
      kind: 'heading',
      label: '第２章',
      level: 1,
    })
    expect(blocks.filter((it) => it.kind === 'table-row').map((it) => it.header ?? false)).toEqual([
      true,
      false,
      false,
    ])
  })

  it('HTML', async () => {
    const blocks = await blocksOf('規程.html', policyHtml())
    expect(wording(blocks)).toEqual([...expected, ...tableRows])
    expect(
      blocks.filter((it) => it.kind === 'heading').map((it) => [it.level, it.text, it.line]),
    ).toEqual([
      [1, 'ひなた町情報安全管理規程', 4],
      [2, '第１章　総則', 5],
      [2, '第２章　情報の取扱い', 13],
    ])
  })

  it('HTML in CP932, recognised by its content', async () => {
    expect(wording(await blocksOf('規程.txt', iconv.encode(policyHtml(), 'cp932')))).toEqual([
      ...expected,
      ...tableRows,
    ])
  })

  it('Markdown, with the lines of the source', async () => {
    const source = policyMarkdown()
    const blocks = await blocksOf('規程.md', source)
    expect(wording(blocks)).toEqual([...expected, ...tableRows])
    const lines = source.split('\n')
    for (const block of blocks.filter((it) => it.kind === 'text'))
      expect(lines[block.line - 1]).toBe(block.text)
  })
})

describe('Markdown', () => {
  it('keeps the numbers of lists, and lets a bullet give way to a typed number', async () => {
    const blocks = await blocksOf('a.md', '3. 三\n4. 四\n   - 中\n- (1) 一\n\n段落\n続き\n')
    expect(
      blocks
        .filter((it) => it.kind !== 'blank')
        .map((it) => [it.kind, it.label, it.text, it.indent]),
    ).toEqual([
      ['list', '3.', '三', 0],
      ['list', '4.', '四', 0],
      ['list', '・', '中', 1],
      ['list', undefined, '(1) 一', 0],
      ['text', undefined, '段落', undefined],
      ['text', undefined, '続き', undefined],
    ])
  })

  it('leaves site data at the top out and reads embedded tables', async () => {
    const blocks = await blocksOf(
      'a.md',
      '---\ntitle: 規程\n---\n# 規程\n\n<table><tr><th>甲</th></tr><tr><td>一<br>二</td></tr></table>\n',
    )
    expect(blocks.filter((it) => it.kind !== 'blank').map((it) => it.text)).toEqual([
      '規程',
      '甲',
      '一\n二',
    ])
  })
})

describe('HTML', () => {
  it('resolves list numbers, spanning cells, details, ruby and line breaks; drops scripts and what is hidden', async () => {
    const blocks = await blocksOf(
      'a.html',
      `<html><body><ol type="i" start="3"><li>甲<ul><li>乙</li></ul></li><li value="9">丙</li></ol><ol style="list-style-type: katakana"><li>丁</li></ol>
       <table><tr><td rowspan="2">縦</td><td colspan="2">横</td></tr><tr><td>左</td><td>右</td></tr></table>
       <details><summary>概要</summary><p>本文<br>次の行</p></details><ruby>漢字<rt>かんじ</rt></ruby>の<del>古い</del>新しい
語<p hidden>見えない</p><script>1</script></body></html>`,
    )
    expect(
      blocks.filter((it) => it.kind !== 'blank').map((it) => [it.label ?? '', it.text]),
    ).toEqual([
      ['iii.', '甲'],
      ['・', '乙'],
      ['ix.', '丙'],
      ['ア、', '丁'],
      ['', '縦\t横\t'],
      ['', '\t左\t右'],
      ['', '概要'],
      ['', '本文'],
      ['', '次の行'],
      ['', '漢字の新しい語'],
    ])
  })
})

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)
const compound = (word: string) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    Buffer.from(word, 'utf16le'),
  ])

/** A zip whose directory states a small size while its content inflates to a large one. */
function bomb(): Uint8Array {
  const content = deflateRawSync(Buffer.alloc(70 * 1024 * 1024, 0x20))
  const honest = Buffer.from(zipSync({ 'word/document.xml': strToU8('x') }, { level: 6 }))
  const local = Buffer.alloc(30 + 17)
  honest.copy(local, 0, 0, 30)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(content.length, 18)
  local.writeUInt32LE(1, 22)
  local.writeUInt16LE(17, 26)
  local.writeUInt16LE(0, 28)
  local.write('word/document.xml', 30)
  const central = Buffer.alloc(46 + 17)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(content.length, 20)
  central.writeUInt32LE(1, 24)
  central.writeUInt16LE(17, 28)
  central.write('word/document.xml', 46)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length + content.length, 16)
  return Buffer.concat([local, content, central, end])
}

describe('what is no readable document is refused with its reason', () => {
  it.each([
    ['空.txt', new Uint8Array(), 'document-empty'],
    ['空白.txt', Buffer.from(' \r\n\r\n'), 'document-empty'],
    ['絵.docx', png, 'document-unknown'],
    ['図.pdf', png, 'document-unknown'],
    ['アプリ.txt', Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(200)]), 'document-unknown'],
    ['束.docx', zipSync({ 'a.txt': strToU8('a') }), 'document-unknown'],
    ['表.docx', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }), 'document-unknown'],
    ['古い.doc', compound('WordDocument'), 'document-unknown'],
    ['鍵.docx', compound('EncryptedPackage'), 'document-encrypted'],
    ['図.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'document-unknown'],
    [
      '図.txt',
      Buffer.from(
        '\ufeff<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE svg PUBLIC "a" "b">\n<svg:svg><text>第1条</text></svg:svg>',
      ),
      'document-unknown',
    ],
    ['図.html', Buffer.from('<svg><text>第1条</text></svg>', 'utf16le'), 'document-unknown'],
    ['データ.md', Buffer.from('<?xml version="1.0"?><laws><law/></laws>'), 'document-unknown'],
    [
      '壊れた.docx',
      zipSync({ 'word/document.xml': strToU8('<w:document><w:body>') }).slice(0, 60),
      'document-damaged',
    ],
    ['壊れた.pdf', Buffer.from('%PDF-1.7\n途中で切れた'), 'document-damaged'],
    ['爆弾.docx', bomb(), 'document-inflates'],
  ])('%s', async (name, bytes, code) => {
    expect(await problemOf(name, bytes)).toBe(code)
  })

  it('entities that a document brings along, which would grow without end', async () => {
    const entities = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
    )
    const body = `<!DOCTYPE d [<!ENTITY e0 "字">${entities.join('')}]><w:document><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>`
    expect(await problemOf('爆弾.docx', zipSync({ 'word/document.xml': strToU8(body) }))).toBe(
      'document-damaged',
    )
  })

  it('markup nested without end', async () => {
    expect(await problemOf('深い.html', Buffer.from(`<html>${'<div>'.repeat(60_000)}文`))).toBe(
      'document-damaged',
    )
    expect(
      await problemOf(
        '深い.docx',
        zipSync({ 'word/document.xml': strToU8(`<w:document>${'<w:p>'.repeat(60_000)}`) }),
      ),
    ).toBe('document-damaged')
  })

  it.each([
    ['空白.md', `---\n${'-a:b\n'.repeat(5000)}${' '.repeat(200_000)}終わり`],
    ['空白.html', `<html><p>字${' \n'.repeat(100_000)}x${' '.repeat(100_000)}終わり`],
    [
      '引用.md',
      `始まり\n\n${'>'.repeat(50_000)}${'- '.repeat(20_000)}${'*'.repeat(50_000)}${'['.repeat(20_000)}終わり`,
    ],
  ])('but long runs of the same sign are read: %s', async (name, content) => {
    expect(await problemOf(name, Buffer.from(content))).toBe('none')
  })

  it('a file past the limit, before it is read', async () => {
    expect(await problemOf('大.txt', Buffer.alloc(2000, 0x61), { bytes: 1000 })).toBe(
      'document-too-large',
    )
  })

  it('a file that is not there', async () => {
    await expect(readDocument({ path: '/nowhere/規程.txt' })).rejects.toThrow(
      '「規程.txt」が見つからない',
    )
  })
})

it('a page of HTML written as XML, and text that begins with a sign, are documents', async () => {
  for (const [name, text] of [
    [
      'a.html',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>第1条</p></html>',
    ],
    ['b.html', '<!-- a --><!DOCTYPE html><p>第1条</p>'],
    ['c.txt', '<第1条> 目的'],
    ['d.html', '<p>第1条<svg/></p>'],
  ] as const)
    expect(await problemOf(name, Buffer.from(text)), name).toBe('none')
})
