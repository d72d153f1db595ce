import { restoreBackup } from '#platform/backup/restore.ts'
import { journalLines } from './journals.ts'

export interface RestoreArguments {
  readonly file: string
  readonly folder: string
  readonly databaseUrl?: string
  readonly keyFile?: string
  readonly json: boolean
}

/** `sekisho restore`: a backup into an empty folder or database. */
export async function restoreCommand(
  args: RestoreArguments,
  out: (line: string) => void,
): Promise<void> {
  const report = await restoreBackup(args)
  if (args.json) return out(JSON.stringify({ folder: args.folder, ...report }))
  out(
    `${args.file}（${report.createdAt}）から ${report.rows} 行と ${report.files} 個のファイルを ${args.folder} に復元し、すべて確かめました。`,
  )
  for (const line of journalLines(report.journals)) out(line)
  for (const sha256 of report.lostFiles)
    out(`ファイル ${sha256} はバックアップの時点で失われていました。`)
}
