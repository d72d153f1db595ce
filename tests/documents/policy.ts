import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'

/**
 * A fictional policy (ひなた町), written for tests: the same text as plain text, Markdown, HTML and
 * Word, so that the results of the formats can be compared. Articles are numbered 第1条, paragraphs
 * ２, items （１）, sub-items ア.
 */
export interface Article {
  readonly title: string
  readonly paragraphs: readonly {
    readonly text: string
    readonly items?: readonly { readonly text: string; readonly subitems?: readonly string[] }[]
  }[]
}

const title = 'ひなた町情報安全管理規程'

export const chapters: readonly {
  readonly title: string
  readonly articles: readonly Article[]
}[] = [
  {
    title: '総則',
    articles: [
      {
        title: '目的',
        paragraphs: [
          { text: 'この規程は、ひなた町が持つ情報を守るために必要な事項を定めるものとする。' },
        ],
      },
      {
        title: '体制',
        paragraphs: [
          {
            text: '町に次の責任者を置く。',
            items: [
              { text: '統括管理者は、副町長をもって充てる。' },
              { text: '情報管理者は、各課の課長をもって充てる。' },
            ],
          },
          { text: '情報管理者は、毎年度１回、所属する職員に研修を受けさせなければならない。' },
        ],
      },
    ],
  },
  {
    title: '情報の取扱い',
    articles: [
      {
        title: '持ち出し',
        paragraphs: [
          {
            text: '職員は、重要情報を庁舎の外へ持ち出そうとするときは、あらかじめ情報管理者の許可を受けなければならない。',
          },
          {
            text: '前項の許可を受けた職員は、次に掲げる措置を講じなければならない。',
            items: [
              { text: '記録媒体を暗号化すること。' },
              {
                text: '次のいずれかの方法で運ぶこと。',
                subitems: ['鍵のかかるかばんに入れること。', '二人で運ぶこと。'],
              },
            ],
          },
        ],
      },
      {
        title: '廃棄',
        paragraphs: [
          {
            text: '職員は、情報を廃棄したときは、廃棄した日、担当者及び方法を記録しなければならない。',
          },
        ],
      },
    ],
  },
]

const table: readonly (readonly string[])[] = [
  ['区分', '保存期間', '廃棄の方法'],
  ['重要情報', '５年', '情報管理者の立会いの下で裁断しなければならない。'],
  ['一般情報', '１年', '裁断しなければならない。'],
]

const wide = (n: number): string =>
  String(n).replaceAll(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
const kana = 'アイウエオカキクケコ'

/** The text line by line, numbered as a person would type it. */
export function policyLines(): string[] {
  const lines: string[] = [title, '']
  let number = 0
  for (const [c, chapter] of chapters.entries()) {
    lines.push(`第${wide(c + 1)}章　${chapter.title}`, '')
    for (const article of chapter.articles) {
      number++
      lines.push(`（${article.title}）`)
      for (const [p, paragraph] of article.paragraphs.entries()) {
        lines.push(
          p === 0 ? `第${wide(number)}条　${paragraph.text}` : `${wide(p + 1)}　${paragraph.text}`,
        )
        for (const [i, item] of (paragraph.items ?? []).entries()) {
          lines.push(`（${wide(i + 1)}）　${item.text}`)
          for (const [s, subitem] of (item.subitems ?? []).entries())
            lines.push(`${kana[s]}　${subitem}`)
        }
      }
      lines.push('')
    }
  }
  return lines
}

const level = (
  n: number,
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: string,
) => ({
  level: n,
  format,
  text,
  alignment: AlignmentType.START,
})

/**
 * The same as Word with every number automatic, a heading on each chapter, and a header and footer
 * on each page.
 */
export async function policyDocx(): Promise<Uint8Array> {
  const children: (Paragraph | Table)[] = [
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
  ]
  for (const chapter of chapters) {
    children.push(
      new Paragraph({
        text: chapter.title,
        heading: HeadingLevel.HEADING_1,
        numbering: { reference: 'chapters', level: 0 },
      }),
    )
    for (const article of chapter.articles) {
      children.push(new Paragraph(`（${article.title}）`))
      for (const [p, paragraph] of article.paragraphs.entries()) {
        children.push(
          new Paragraph({
            text: paragraph.text,
            numbering: { reference: 'articles', level: p === 0 ? 0 : 1 },
          }),
        )
        for (const item of paragraph.items ?? []) {
          children.push(
            new Paragraph({ text: item.text, numbering: { reference: 'articles', level: 2 } }),
          )
          for (const subitem of item.subitems ?? [])
            children.push(
              new Paragraph({ text: subitem, numbering: { reference: 'articles', level: 3 } }),
            )
        }
      }
    }
  }
  children.push(
    new Table({
      rows: table.map(
        (row, i) =>
          new TableRow({
            tableHeader: i === 0,
            children: row.map((cell) => new TableCell({ children: [new Paragraph(cell)] })),
          }),
      ),
    }),
  )
  const document = new Document({
    numbering: {
      config: [
        { reference: 'chapters', levels: [level(0, LevelFormat.DECIMAL_FULL_WIDTH, '第%1章')] },
        {
          reference: 'articles',
          levels: [
            level(0, LevelFormat.DECIMAL_FULL_WIDTH, '第%1条'),
            { ...level(1, LevelFormat.DECIMAL_FULL_WIDTH, '%2'), start: 2 },
            level(2, LevelFormat.DECIMAL_FULL_WIDTH, '（%3）'),
            level(3, LevelFormat.AIUEO_FULL_WIDTH, '%4'),
          ],
        },
      ],
    },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph('ひなた町例規集')] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({ children: [new TextRun({ children: [PageNumber.CURRENT] })] }),
            ],
          }),
        },
        children,
      },
    ],
  })
  return Packer.toBuffer(document)
}

/** The same as HTML: chapters as headings, the rest as paragraphs, and the table. */
export function policyHtml(): string {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const body = policyLines()
    .filter((line) => line !== '')
    .map((line, i) => {
      if (i === 0) return `<h1>${escape(line)}</h1>`
      return /^第.+章/.test(line) ? `<h2>${escape(line)}</h2>` : `<p>${escape(line)}</p>`
    })
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('')}</tr>`
  const [head = [], ...rows] = table
  return `<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><title>例規集</title><style>p { color: red }</style></head><body>\n<script>alert("だめ")</script>
${body.join('\n')}\n<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((it) => row(it, 'td')).join('\n')}</tbody></table></body></html>`
}

/** The same as Markdown. */
export function policyMarkdown(): string {
  const body = policyLines().map((line, i) =>
    i === 0 ? `# ${line}` : /^第.+章/.test(line) ? `## ${line}` : line,
  )
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const [head = [], ...rows] = table
  return [...body, row(head), row(head.map(() => '---')), ...rows.map(row), ''].join('\n')
}
