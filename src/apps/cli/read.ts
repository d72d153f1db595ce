import { readPolicy } from '#kernel/reader/index.ts'
import type {
  Kind,
  Modality,
  OutlineNode,
  ReadProvision,
  PolicyReading,
} from '#kernel/reader/index.ts'
import { readDocument } from '#platform/documents/read/index.ts'

/** How a reading is printed: for people, as one JSON object a provision, or as one JSON object. */
export type ReadFormat = 'outline' | 'jsonl' | 'json'

/**
 * `sekisho read`: reads one document and prints its provisions. Problems: those of `readDocument`.
 */
export async function readCommand(
  args: { file: string; format: ReadFormat },
  out: (line: string) => void,
): Promise<void> {
  const document = await readDocument({ path: args.file })
  const reading = readPolicy(document)
  if (args.format === 'json') out(JSON.stringify({ file: document.name, ...reading }, null, 2))
  else if (args.format === 'jsonl')
    out(reading.provisions.map((provision) => JSON.stringify(provision)).join('\n'))
  else out(outlineText(reading, document.name).join('\n'))
}

const kindTexts: Record<Kind, string> = {
  role: '役割',
  classify: '分類',
  handling: '取扱い',
  permit: '許可',
  register: '台帳',
  record: '記録',
  exception: '例外',
  person: '人事',
  vuln: '脆弱性',
  incident: '事案',
  report: '報告',
  control: '対策',
  conduct: '遵守',
  duty: '定期',
  document: '文書',
  training: '教育',
  contract: '委託',
  audit: '監査',
  other: 'その他',
}

const modalityTexts: Record<Modality, string> = {
  must: '義務',
  must_not: '禁止',
  may: '許容',
  endeavour: '努力',
  recommend: '推奨',
  define: '定義',
  inform: '説明',
}

const maxTextLength = 70

function outlineText(reading: PolicyReading, file: string): string[] {
  const lines = [`${reading.title}（${file}、${reading.provisions.length} 条項）`]
  let openPath: readonly string[] = []
  for (const provision of reading.provisions) {
    const firstDifference = provision.path.findIndex((title, i) => openPath[i] !== title)
    const from = firstDifference === -1 ? provision.path.length : firstDifference
    for (const [i, title] of provision.path.entries())
      if (i >= from) lines.push('', `${indent(i)}■ ${title}`)
    openPath = provision.path
    lines.push(...provisionLines(provision, provision.path.length))
  }
  const headings = countHeadings(reading.outline)
  lines.push(
    '',
    `見出し ${headings}、条項 ${reading.provisions.length}、条項でない行 ${reading.leftovers.length}、定められた呼び名 ${reading.names.length}`,
  )
  return lines
}

function provisionLines(provision: ReadProvision, depth: number): string[] {
  const text = provision.text.replaceAll(/\s+/g, ' ')
  const clipped = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text
  const facets = [
    `${kindTexts[provision.kind]}・${modalityTexts[provision.modality]}`,
    facet('だれが', provision.actor.join('、')),
    facet('許可', approversText(provision)),
    facet('連絡', provision.informs.join('、')),
    facet('いつまで', provision.deadline),
    facet('いつ', periodText(provision.period)),
    facet('記録', provision.fields.join('、')),
  ].filter((facetText) => facetText !== '')
  return [
    `${indent(depth)}${provision.ref}  ${clipped}`,
    `${indent(depth)}    ${facets.join(' ｜ ')}`,
  ]
}

const periods: Readonly<Record<string, string>> = {
  daily: '毎日',
  weekly: '毎週',
  monthly: '毎月',
  quarterly: '四半期ごと',
  yearly: '毎年',
  regularly: '定期',
  'as-needed': '必要の都度',
  always: '常時',
  'twice-yearly': '年2回',
  planned: '計画的に',
  'each use': '使うたび',
  'each update release': '更新のたび',
}

function periodText(period: string): string {
  return period
    .split(', ')
    .map((part) => periods[part] ?? part)
    .join('、')
}

function approversText(provision: ReadProvision): string {
  const all = provision.permit_when?.need === 'all' && provision.approvers.length > 1
  return provision.approvers.join(all ? ' と ' : '、')
}

function facet(label: string, value: string): string {
  return value === '' ? '' : `${label}: ${value}`
}

function indent(depth: number): string {
  return '  '.repeat(depth)
}

function countHeadings(nodes: readonly OutlineNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + countHeadings(node.children), 0)
}
