import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  PageNumber,
  PageOrientation,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { FileChild, ITableCellOptions } from 'docx'
import { plainText } from '../text.ts'

/** Format of a text; sizes in points. */
export interface TextSetting {
  readonly size?: number
  readonly bold?: boolean
  readonly gothic?: boolean
  readonly color?: string
  readonly align?: 'left' | 'center' | 'right'
}

/** Inner width of a page in twentieths of a point. */
export const portraitWidth = 9638
export const landscapeWidth = 15_478
const fonts = { mincho: 'BIZ UD明朝 Medium', gothic: 'BIZ UDゴシック' } as const
const rule = { style: BorderStyle.SINGLE, size: 4, color: '4D4D4D' } as const
const tint = 'F2F2F2'

/** A text as one paragraph, with its line breaks. */
export function paragraph(text: string, setting: TextSetting = {}, before = 0): Paragraph {
  const runs = plainText(text)
    .split('\n')
    .map(
      (line, i) =>
        new TextRun({ text: line, ...(i > 0 ? { break: 1 } : {}), ...runOptions(setting) }),
    )
  return new Paragraph({
    children: runs,
    alignment:
      AlignmentType[
        ({ left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const)[setting.align ?? 'left']
      ],
    spacing: { before: before * 20 },
  })
}

function runOptions({ size = 10.5, bold = false, gothic = false, color = '1A1A1C' }: TextSetting) {
  const font = gothic ? fonts.gothic : fonts.mincho
  return {
    size: size * 2,
    bold,
    color,
    font: { ascii: font, eastAsia: font, hAnsi: font, cs: font },
  }
}

/** A cell: one paragraph for each text. */
export function cell(
  texts: readonly Paragraph[],
  width: number,
  look: { readonly tinted?: boolean; readonly middle?: boolean } = {},
): TableCell {
  const options: ITableCellOptions = {
    children: [...texts],
    width: { size: width, type: WidthType.DXA },
    margins: { top: 70, bottom: 70, left: 110, right: 110 },
    verticalAlign: look.middle ? VerticalAlign.CENTER : VerticalAlign.TOP,
    ...(look.tinted ? { shading: { fill: tint } } : {}),
  }
  return new TableCell(options)
}

/**
 * A table of rows of cells; the first `heads` rows are repeated on every page, no row is split
 * between pages.
 */
export function table(
  rows: readonly (readonly TableCell[])[],
  widths: readonly number[],
  {
    heads: headerRowCount = 0,
    align = 'left',
    height,
  }: { readonly heads?: number; readonly align?: 'left' | 'right'; readonly height?: number } = {},
): Table {
  return new Table({
    rows: rows.map(
      (cells, i) =>
        new TableRow({
          children: [...cells],
          tableHeader: i < headerRowCount,
          cantSplit: true,
          ...(height === undefined ? {} : { height: { value: height, rule: 'atLeast' as const } }),
        }),
    ),
    columnWidths: [...widths],
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    borders: {
      top: rule,
      bottom: rule,
      left: rule,
      right: rule,
      insideHorizontal: rule,
      insideVertical: rule,
    },
    alignment: align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
  })
}

/** The header and footer of every page. */
export interface Frame {
  readonly title: string
  readonly organization: string
  readonly documentNumber: string
  readonly hash: string
  readonly mark: string
  readonly landscape?: boolean
}

/** The finished document. */
export async function createDocx(frame: Frame, body: readonly FileChild[]): Promise<Uint8Array> {
  const footerSetting: TextSetting = { size: 7.5, gothic: true, color: '626264', align: 'center' }
  const footerText = [frame.organization, frame.documentNumber]
    .filter((text) => text !== '')
    .join('　')
  const pages = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({
        ...runOptions(footerSetting),
        children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
      }),
    ],
  })
  const document = new Document({
    title: plainText(frame.title),
    creator: plainText(frame.organization),
    description: '',
    sections: [
      {
        properties: {
          page: {
            size: {
              width: 11_906,
              height: 16_838,
              orientation: frame.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: frame.landscape
              ? { top: 794, bottom: 1021, left: 680, right: 680 }
              : { top: 907, bottom: 1134, left: 1134, right: 1134 },
          },
        },
        ...(frame.mark === ''
          ? {}
          : {
              headers: {
                default: new Header({
                  children: [
                    paragraph(`（${frame.mark}）`, { gothic: true, size: 9, color: '626264' }),
                  ],
                }),
              },
            }),
        footers: {
          default: new Footer({
            children: [
              paragraph(footerText, footerSetting),
              pages,
              paragraph(`印刷内容の SHA-256: ${frame.hash}`, { ...footerSetting, size: 6 }),
            ],
          }),
        },
        children: [...body],
      },
    ],
  })
  return Uint8Array.from(await Packer.toBuffer(document))
}
