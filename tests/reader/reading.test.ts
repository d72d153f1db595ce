import { describe, expect, test } from 'vitest'
import { readPolicy, textToBlocks } from '#kernel/reader/index.ts'
import type { ReadProvision } from '#kernel/reader/index.ts'

const read = (...lines: string[]): readonly ReadProvision[] =>
  readPolicy(textToBlocks(lines.join('\n'), 'document')).provisions
const one = (line: string): ReadProvision => read('1 扱い', '', `(1) ${line}`)[0] as ReadProvision

describe('how a provision binds', () => {
  test.each([
    ['管理者は、台帳を整えなければならない。', 'must'],
    ['管理者は、台帳を整えるものとする。', 'must'],
    ['端末は施錠できる場所にしまってください。', 'must'],
    ['職員は、鍵を貸してはならない。', 'must_not'],
    ['鍵を貸さないこと。', 'must_not'],
    ['私物の接続は禁止する。', 'must_not'],
    ['台帳には、接続を禁止する機器を書く。', 'must'],
    ['鍵を返すことができない場合、管理者に届け出る。', 'must'],
    ['国が推奨する方式に従って鍵を替える。', 'must'],
    ['鍵を替えることを推奨する。', 'recommend'],
    ['書き込みを消し、放置しないでください。', 'must'],
    ['容易に取り外せないようにすること。', 'must'],
    ['管理者は、接続を止めることができる。', 'may'],
    ['管理者は、最終の決定を行う権限を有する。', 'may'],
    ['管理者は、複製を減らすよう努めなければならない。', 'endeavour'],
    ['二人で行うことが望ましい。', 'recommend'],
    ['端末とは、貸与した計算機をいう。', 'define'],
    ['総務部長を、統括管理者とする。', 'define'],
  ])('%s', (line, modality) => {
    expect(one(line).modality).toBe(modality)
  })
})

describe('who acts, allows and is told', () => {
  test('the subject acts, whoever comes before it in a condition', () => {
    expect(
      one('故障の知らせがあった場合、保守管理者及び機器担当者は、原因を調べなければならない。')
        .actor,
    ).toEqual(['保守管理者', '機器担当者'])
  })

  test('what stands before the name of an office is left out', () => {
    expect(one('報告を受けた部門責任者は、直ちに記録しなければならない。').actor).toEqual([
      '部門責任者',
    ])
  })

  test('items take the subject of the sentence that announces them', () => {
    const [first, second] = read(
      '1 係の仕事',
      '',
      '(1) 機器担当者は、次に掲げる事務を行う。',
      '① 端末の点検',
      '② 鍵の保管',
    )
    expect([first?.actor, second?.actor]).toEqual([['機器担当者'], ['機器担当者']])
  })

  test('both allow, one suffices, nobody is asked', () => {
    expect(
      one('職員は、持ち出すときは、統括責任者及び部門責任者の許可を得なければならない。')
        .permit_when,
    ).toMatchObject({ approvers: ['統括責任者', '部門責任者'], need: 'all' })
    expect(
      one('職員は、持ち出すときは、統括責任者又は部門責任者の許可を得なければならない。')
        .permit_when,
    ).toMatchObject({ need: 'any' })
    expect(one('職員は、鍵をかけなければならない。').permit_when).toBeNull()
  })

  test('whoever gives out what others apply for allows it', () => {
    expect(one('鍵管理者は、課長からの申請に基づき、鍵の貸与を行う。').approvers).toEqual([
      '鍵管理者',
    ])
    expect(one('鍵管理者は、課長からの報告に基づき、台帳の整理を行う。').approvers).toEqual([])
  })

  test('who is told and by when', () => {
    const provision = one(
      '職員等は、紛失に気付いたときは、直ちに部門責任者及び相談窓口に報告しなければならない。',
    )
    expect(provision).toMatchObject({
      informs: ['部門責任者', '相談窓口'],
      deadline: '直ちに',
      kind: 'report',
    })
  })

  test('a name the document gives is learned', () => {
    const { names } = readPolicy(
      textToBlocks(
        '1 総則\n\n常勤及び非常勤の職員（以下「職員等」という。）は、これを守る。',
        'document',
      ),
    )
    expect(names).toMatchObject([{ name: '職員等', line: 3 }])
  })
})

describe('what is a leaf', () => {
  test('broken lines are one leaf, with all its lines', () => {
    const wrapped = [
      '１―１　管理責任者は、この手引きを年に一度は見直し、改める必要があるときは委員会の承',
      '認を得なければならない。',
      '',
    ]
    const filler = Array.from({ length: 10 }, (_, i) => [
      `１―${i + 2}　課長は、課の書類を決められた棚に納め、退出するときには必ず施錠を確かめなけれ`,
      'ばならない。',
      '',
    ]).flat()
    expect(read('１　体制', '', ...wrapped, ...filler)[0]).toMatchObject({
      ref: '1-1',
      lines: [3, 4],
      approvers: ['委員会'],
    })
  })

  test('a row is a leaf, and each item of the list in its last cell', () => {
    const found = read(
      '# 決まり',
      '## 1 区分',
      '| 区分 | 意味 | 扱い |',
      '| --- | --- | --- |',
      '| 甲 | 外に出せないもの | ・複写の禁止<br>・金庫での保管 |',
    )
    expect(found.map((p) => [p.ref, p.modality])).toEqual([
      ['1・甲', 'define'],
      ['1・甲・扱い1', 'must_not'],
      ['1・甲・扱い2', 'must'],
    ])
  })

  test('contents, page numbers and running heads are set aside with their reason', () => {
    const page = (n: number): string[] => [
      '情報管理の手引き',
      '',
      `(${n}) 課長は、鍵を確かめること。`,
      '',
      `- ${n} -`,
      '',
    ]
    const { leftovers, provisions } = readPolicy(
      textToBlocks(
        [
          '目次',
          '1 鍵 ..... 1',
          '2 棚 ..... 2',
          '',
          '1 鍵',
          '',
          ...[1, 2, 3, 4].flatMap(page),
        ].join('\n'),
        'document',
      ),
    )
    expect(new Set(leftovers.map((l) => l.reason))).toEqual(
      new Set(['contents', 'page-number', 'running-head']),
    )
    expect(provisions).toHaveLength(4)
  })

  test('cross references are found as written', () => {
    expect(one('前条第2項の許可は、様式第3号により、第5条第1項の台帳に記す。').refs_to).toEqual(
      expect.arrayContaining(['様式第3号', '第5条第1項', '前条第2項']),
    )
  })
})

test('a line of 200,000 characters and a deep nesting are read', () => {
  expect(read(`1 ${'の許可を得て、'.repeat(30_000)}`).length).toBe(1)
  expect(() =>
    read(...Array.from({ length: 5000 }, (_, i) => `${'1 '.repeat(i % 7)}1 章`)),
  ).not.toThrow()
})

describe('articles', () => {
  test('a title in brackets names the article, on its own line or before the wording', () => {
    const found = read(
      '第１章　総則',
      '第１条（目的）',
      '　この基準は、情報を守ることを目的とする。',
      '第２条（持ち出し）職員等は、情報を持ち出してはならない。',
    )
    expect(found.map((p) => [p.ref, p.path.at(-1), p.text])).toEqual([
      ['第1条', '目的', 'この基準は、情報を守ることを目的とする。'],
      ['第2条', '持ち出し', '職員等は、情報を持ち出してはならない。'],
    ])
  })

  test('numbering that a word processor makes by itself is read as if written', () => {
    const blocks = [
      { kind: 'heading', text: '持ち出し', line: 1, level: 1, label: '第3条' },
      { kind: 'text', text: '職員等は、許可なく持ち出してはならない。', line: 2 },
      { kind: 'list', text: '部門責任者は、許可を記録する。', line: 3, label: '２', indent: 0 },
    ] as const
    expect(
      readPolicy({ name: 'document', blocks }).provisions.map((p) => [p.ref, p.modality]),
    ).toEqual([
      ['第3条', 'must_not'],
      ['第3条2', 'must'],
    ])
  })
})
