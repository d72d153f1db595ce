import type { JournalState } from '#platform/backup/manifest.ts'

const faultTexts: Record<string, string> = {
  altered: '内容が書き換えられています',
  missing: '行が失われています',
  'out-of-chain': '前の行とつながっていません',
  'head-differs': '末尾の行が失われたか付け足されています',
}

/** One line for each journal, and one for each faulty row. */
export function journalLines(journals: readonly JournalState[]): string[] {
  return journals.flatMap(({ title, rows, broken }) => [
    `${title}: 操作記録 ${rows} 行、${broken.length === 0 ? '誤りなし' : `誤り ${broken.length} か所`}`,
    ...broken.map(({ seq, why }) => `  ${title} の操作記録 ${seq} 番: ${faultTexts[why] ?? why}。`),
  ])
}
