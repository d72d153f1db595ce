import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { policyHtml, policyLines, policyMarkdown } from '#tests/documents/policy.ts'

/** Documents that no person would write: pieces of real ones, changed at random. The same seed gives the same documents. */
export class Generator {
  private state: number
  private readonly corpus: readonly (readonly string[])[]

  constructor(seed: number) {
    this.state = seed >>> 0
    this.corpus = corpusLines()
  }

  /** A number from 0 up to, without, `below` (mulberry32). */
  below(below: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T
  }

  /** A text: a changed piece of a policy, a heap of numbering, or any characters at all. */
  text(): string {
    const kind = this.below(10)
    if (kind < 6) return this.changedPiece()
    return kind < 9 ? this.heap() : this.anyCharacters(1 + this.below(400))
  }

  /** Bytes that were a good file before some of them were changed or cut off. */
  damaged(bytes: Uint8Array): Uint8Array {
    const copy = Uint8Array.from(bytes)
    const times = this.below(20)
    for (let i = 0; i < times; i++) copy[this.below(copy.length)] = this.below(256)
    return this.below(3) === 0 ? copy.subarray(0, 1 + this.below(copy.length)) : copy
  }

  /** A Word document whose XML has been changed inside. */
  damagedDocx(docx: Uint8Array): Uint8Array {
    const parts = unzipSync(docx)
    const names = Object.keys(parts).filter((name) =>
      /^word\/(?:document|numbering|styles)\.xml$/.test(name),
    )
    const name = this.pick(names)
    const xml = strFromU8(parts[name] ?? new Uint8Array())
    parts[name] = strToU8(this.shuffledTags(xml))
    return zipSync(parts, { level: 1 })
  }

  /** Cuts, doubles and swaps tags of a markup text. */
  shuffledTags(markup: string): string {
    const pieces = markup.split(/(?=<)/)
    const times = 1 + this.below(12)
    for (let i = 0; i < times; i++) {
      const at = this.below(pieces.length)
      const act = this.below(4)
      if (act === 0) pieces.splice(at, 1 + this.below(4))
      else if (act === 1) pieces.splice(at, 0, this.pick(pieces) ?? '')
      else if (act === 2)
        pieces[at] = (pieces[at] ?? '').replace(
          /"[^"]*"/,
          `"${this.pick(['-1', '99999999999', '', 'x', '0', '9'])}"`,
        )
      else pieces[at] = `${pieces[at] ?? ''}${this.anyCharacters(5).replaceAll('<', '')}`
    }
    return pieces.join('')
  }

  private changedPiece(): string {
    const source = this.pick(this.corpus)
    const from = this.below(source.length)
    const lines = source.slice(from, from + 1 + this.below(20))
    const times = this.below(8)
    for (let i = 0; i < times && lines.length > 0; i++) this.changeLine(lines)
    return lines.join('\n')
  }

  private changeLine(lines: string[]): void {
    const at = this.below(lines.length)
    const line = lines[at] ?? ''
    const cut = this.below(line.length + 1)
    switch (this.below(7)) {
      case 0:
        lines.splice(at, 1)
        break
      case 1:
        lines.splice(at, 0, this.pick(lines))
        break
      case 2:
        lines.splice(at, 1, line.slice(0, cut), line.slice(cut))
        break
      case 3:
        lines[at] = `${this.pick(labels)}${line}`
        break
      case 4:
        lines[at] = line.slice(0, cut) + this.anyCharacters(4) + line.slice(cut)
        break
      case 5:
        lines[at] = line.repeat(1 + this.below(6))
        break
      default:
        lines[at] = line.slice(cut) + this.pick(joints) + line.slice(0, cut)
    }
  }

  private heap(): string {
    return Array.from({ length: 1 + this.below(30) }, () =>
      Array.from({ length: 1 + this.below(5) }, () =>
        this.pick([labels, joints, words][this.below(3)] ?? labels),
      ).join(''),
    ).join('\n')
  }

  private anyCharacters(count: number): string {
    return Array.from({ length: count }, () => {
      const kind = this.below(4)
      if (kind === 0) return String.fromCharCode(this.below(65_536))
      if (kind === 1) return String.fromCodePoint(0x10000 + this.below(0x30000))
      return String.fromCharCode(kind === 2 ? 0x3000 + this.below(0x5000) : this.below(128))
    }).join('')
  }
}

const labels = [
  '第1条　',
  '第１章 ',
  '第二節',
  '（１）',
  '(1)',
  '①',
  '㈠',
  'ア　',
  '(ア)',
  'イロハ',
  '１　',
  '1.',
  '1.2.3.4.5.6.7.8.9 ',
  '2―1―1 ',
  'a) ',
  'Ⅰ ',
  'ⅳ．',
  '・',
  '※',
  '◇',
  '# ',
  '###### ',
  '- ',
  '* ',
  '- - - - ',
  '第99999999999999条',
  '附則',
  '別表第1',
  '（目的）',
  '【',
  '】',
  '\t',
  '　　　　',
  '| a | b |',
  '|---|---|',
  '> ',
  '```',
  '<table>',
  '<td>',
  '</',
  '＜',
]
const joints = [
  '、',
  '。',
  '（',
  '）',
  '「',
  '」',
  '及び',
  '又は',
  'は、',
  'が',
  'ただし、',
  '場合は、',
  '以下「',
  '」という。',
  '\t',
  ' ',
  '　',
  '\r',
  '\f',
  '\u0000',
  '\ufeff',
  '\u200b',
  '.....',
  '‥‥ 3',
  '\n\n',
]
const words = [
  '職員',
  '統括情報管理者',
  '責任者の許可を得',
  'なければならない',
  'してはならない',
  'することができる',
  '努めるものとする',
  '年１回',
  '速やかに',
  '毎年度４月末日までに',
  '承認',
  '報告する',
  '記録',
  '持ち出し',
  '3',
  '令和8年',
  'CISO',
  'http://example.jp/',
  '日',
  '廃棄した日、担当者及び方法を',
  '○○',
  '＿＿＿',
]

function corpusLines(): readonly (readonly string[])[] {
  const own = [policyLines(), policyMarkdown().split('\n'), policyHtml().split('\n')]
  const folder = new URL('../../../shared/seeds/', import.meta.url)
  if (!existsSync(folder)) return own
  const real = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'))
  return [...own, ...real]
}
