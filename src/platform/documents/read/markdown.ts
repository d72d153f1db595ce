import MarkdownIt from 'markdown-it'
import type { Block } from '#kernel/reader/blocks.ts'
import { readHtml } from './html.ts'
import { listBlocks, textBlocks, withBlanks } from './lines.ts'

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]

/**
 * Indented lines stay paragraphs: Japanese documents indent where Markdown would see a code block.
 */
const markdown = new MarkdownIt({ html: true }).disable('code')

/**
 * Reads Markdown: headings, lists with their numbers, tables, embedded HTML; line numbers are those
 * of the source.
 */
export function readMarkdown(source: string): readonly Block[] {
  const text = source.replaceAll('\r\n', '\n').replace(/^\ufeff/, '')
  return withBlanks(new MarkdownReader(markdown.parse(withoutFrontMatter(text), {})).blocks())
}

/**
 * Blanks out the front matter of site generators; its lines stay as empty ones, so that line
 * numbers do not change.
 */
function withoutFrontMatter(text: string): string {
  const frontMatter = /^---\n(?:\w[\w-]*:.*\n|[ \t-].*\n|\n)*?---\n/.exec(text)?.[0] ?? ''
  return frontMatter.replaceAll(/[^\n]+/g, '') + text.slice(frontMatter.length)
}

class MarkdownReader {
  private readonly tokens: readonly Token[]
  private readonly output: Block[] = []
  /** Labels of the open items that are not written yet. */
  private pendingLabel: string | null = null
  private listDepth = 0
  private row: { cells: string[]; line: number } | null = null
  private inHead = false
  private headingLevel: number | null = null

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  blocks(): Block[] {
    for (const token of this.tokens) this.readToken(token)
    return this.output
  }

  private readToken(token: Token): void {
    switch (token.type) {
      case 'heading_open':
        this.headingLevel = Number(token.tag.slice(1))
        break
      case 'heading_close':
        this.headingLevel = null
        break
      case 'bullet_list_open':
      case 'ordered_list_open':
        this.listDepth++
        break
      case 'bullet_list_close':
      case 'ordered_list_close':
        this.listDepth--
        break
      case 'list_item_open':
        this.pendingLabel = token.info === '' ? '・' : `${token.info}${token.markup}`
        break
      case 'list_item_close':
        this.pendingLabel = null
        break
      case 'thead_open':
      case 'thead_close':
        this.inHead = token.nesting === 1
        break
      case 'tr_open':
        this.row = { cells: [], line: lineOf(token) }
        break
      case 'tr_close':
        this.closeRow()
        break
      case 'inline':
        this.readInline(token)
        break
      case 'fence':
        this.output.push(...textBlocks(token.content, lineOf(token) + 1))
        break
      case 'html_block':
        this.readHtmlBlock(token)
        break
      default:
    }
  }

  private readInline(token: Token): void {
    const text = inlineText(token.children ?? [])
    if (this.row !== null) this.row.cells.push(text.trim())
    else if (this.headingLevel !== null)
      this.output.push({
        kind: 'heading',
        text: text.replaceAll('\n', ' ').trim(),
        line: lineOf(token),
        level: this.headingLevel,
      })
    else if (this.listDepth === 0) this.output.push(...textBlocks(text, lineOf(token)))
    else if (this.pendingLabel === null)
      this.output.push(...textBlocks(text, lineOf(token), { indent: this.listDepth - 1 }))
    else {
      this.output.push(
        ...listBlocks(text, this.pendingLabel, lineOf(token), { indent: this.listDepth - 1 }),
      )
      this.pendingLabel = null
    }
  }

  private readHtmlBlock(token: Token): void {
    const above = lineOf(token) - 1
    for (const block of readHtml(token.content))
      if (block.kind !== 'blank') this.output.push({ ...block, line: block.line + above })
  }

  private closeRow(): void {
    if (this.row === null) return
    const { cells, line } = this.row
    this.output.push({
      kind: 'table-row',
      text: cells.join('\t'),
      line,
      cells,
      ...(this.inHead ? { header: true } : {}),
    })
    this.row = null
  }
}

function lineOf(token: Token): number {
  return (token.map?.[0] ?? 0) + 1
}

function inlineText(children: readonly Token[]): string {
  return children
    .map((child) => {
      if (child.type === 'softbreak' || child.type === 'hardbreak') return '\n'
      if (child.type === 'html_inline') return /^<br\b/i.test(child.content) ? '\n' : ''
      if (child.type === 'image') return inlineText(child.children ?? [])
      return child.content
    })
    .join('')
}
