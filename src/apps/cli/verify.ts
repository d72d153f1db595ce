import { verifyInstallation } from '#platform/backup/verify.ts'
import type { JournalProgress } from '#platform/journal/verify.ts'
import { reachDatabase } from '#platform/db/local/reach.ts'
import { journalLines } from './journals.ts'

export interface VerifyArguments {
  readonly folder: string
  readonly databaseUrl?: string
  /** A backup with which the journals are compared. */
  readonly against?: string
  readonly json: boolean
}

/** Who is shown how far it has come, and what stops it. */
export interface VerifyWatch {
  readonly progress?: (line: string) => void
  readonly signal?: AbortSignal
}

function progressLine(title: string, { rows, of, compared }: JournalProgress): string {
  const [read, all] = [rows.toLocaleString('ja'), of.toLocaleString('ja')]
  const next = compared === 0 ? '' : `、照らした行 ${compared.toLocaleString('ja')} 件`
  return `${title}: 操作記録 ${read} / ${all} 行${next}`
}

/**
 * `sekisho verify`: checks journals and files. Returns the exit code: 1 when a fault was found, 130
 * when it was stopped.
 */
export async function verifyCommand(
  args: VerifyArguments,
  out: (line: string) => void,
  { progress, signal }: VerifyWatch = {},
): Promise<number> {
  const database = await reachDatabase(args.folder, args.databaseUrl)
  try {
    const against = args.against ? { against: args.against } : {}
    const report = await verifyInstallation({
      database: database.config,
      folder: args.folder,
      ...against,
      ...(signal ? { signal } : {}),
      ...(progress ? { progress: (title, done) => progress(progressLine(title, done)) } : {}),
    })
    if (args.json) out(JSON.stringify(report))
    else {
      for (const line of journalLines(report.journals)) out(line)
      for (const { title, seq } of report.historyFaults)
        out(`  ${title} の操作記録 ${seq} 番がバックアップの時点と違います。`)
      out(
        `ファイル ${report.files} 個、${report.fileFaults.length === 0 ? '誤りなし' : `誤り ${report.fileFaults.length} 個`}`,
      )
      for (const { name, sha256, why } of report.fileFaults) {
        out(
          `  「${name}」（${sha256}）${why === 'missing' ? 'がありません' : 'の中身が変わっています'}。`,
        )
      }
      for (const { title, edition, readable, notes } of report.editions) {
        out(
          readable
            ? `${title} の規程パックの版（${edition}）に、今の決まりとの違いが ${notes.length} か所あります。`
            : `${title} の規程パックの版（${edition}）を読めません。新しい版を使い始めてください。`,
        )
        for (const { file, line, column, detail, without } of notes) {
          const stopped = without.length === 0 ? '' : `（止めているもの：${without.join('、')}）`
          out(`  ${file}:${line}:${column}  ${detail}${stopped}`)
        }
      }
    }
    return report.good ? 0 : 1
  } catch (error) {
    if (!signal?.aborted) throw error
    out('途中でやめました。確かめ終えていません。')
    return 130
  } finally {
    await database.close()
  }
}
