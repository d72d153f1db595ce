import { createBackup } from '#platform/backup/backup.ts'
import { reachDatabase } from '#platform/db/local/reach.ts'
import { journalLines } from './journals.ts'

export interface BackupArguments {
  readonly file: string
  readonly folder: string
  readonly databaseUrl?: string
  readonly json: boolean
}

/**
 * `sekisho backup`: everything into one file. Returns the exit code: 1 when files had been lost
 * before.
 */
export async function backupCommand(
  args: BackupArguments,
  now: Date,
  out: (line: string) => void,
): Promise<number> {
  const database = await reachDatabase(args.folder, args.databaseUrl)
  try {
    const report = await createBackup({
      database: database.config,
      folder: args.folder,
      file: args.file,
      now,
    })
    if (args.json) out(JSON.stringify(report))
    else {
      const megabytes = (report.bytes / 1_000_000).toFixed(1)
      out(
        `${report.file} に ${report.rows} 行と ${report.files} 個のファイルを書きました（${megabytes} MB）。`,
      )
      for (const line of journalLines(report.journals)) out(line)
      for (const sha256 of report.lostFiles)
        out(`元の機械でファイル ${sha256} が失われているか変わっています。`)
    }
    return report.lostFiles.length > 0 ? 1 : 0
  } finally {
    await database.close()
  }
}
