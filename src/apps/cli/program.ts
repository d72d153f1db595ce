import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { fiscalYearOf } from '#kernel/calendar/index.ts'
import { dayInTokyo } from '#platform/environment.ts'
import { logLevels } from '#platform/log/levels.ts'
import type { LogLevel } from '#platform/log/levels.ts'
import { organizationCommand } from './organization.ts'
import { speakJapanese } from './japanese.ts'
import { packCommand } from './pack.ts'

/**
 * The command line. Every action imports its own file when it runs, so that no command loads the
 * code of another.
 */
export const program = new Command('sekisho').description('情報セキュリティ規程を動かす')

program
  .command('start')
  .description('関所を動かす')
  .addOption(folderOption())
  .addOption(
    new Option('--port <port>', '待ち受けるポート')
      .env('SEKISHO_PORT')
      .argParser(parsePort)
      .default(8700),
  )
  .addOption(
    new Option('--host <host>', '待ち受けるアドレス').env('SEKISHO_HOST').default('127.0.0.1'),
  )
  .addOption(new Option('--public-url <url>', '利用者が開くアドレス').env('SEKISHO_PUBLIC_URL'))
  .addOption(
    new Option('--log-level <level>', '標準エラー出力に書くログの細かさ')
      .env('SEKISHO_LOG_LEVEL')
      .choices(logLevels)
      .default('warn'),
  )
  .addOption(
    new Option(
      '--packs <folder>',
      '自分の組織の規程パックのフォルダー（書かなければデータのフォルダーの packs）',
    ).env('SEKISHO_PACKS'),
  )
  .option('--demo <pack>', '空のフォルダーに、このパックの架空の組織を作って始める')
  .action(
    async (
      options: CommonOptions & {
        port: number
        host: string
        packs?: string
        publicUrl?: string
        logLevel: LogLevel
        demo?: string
      },
    ) => {
      const { startCommand } = await import('./start.ts')
      const { folder, databaseUrl } = commonOptionsOf(options)
      const { port, host, packs, publicUrl, logLevel, demo } = options
      await startCommand(
        {
          folder,
          port,
          host,
          logLevel,
          ...(databaseUrl ? { databaseUrl } : {}),
          ...(packs ? { packsFolder: packs } : {}),
          ...(publicUrl ? { publicUrl } : {}),
          ...(demo ? { demo } : {}),
        },
        print,
      )
    },
  )

program
  .command('simulate')
  .description('パックの架空の組織に一年度を過ごさせ、何が起き、地図がそのとおりかを示す')
  .requiredOption('--pack <pack>', '見本のあるパック')
  .option('--year [year]', '年度（西暦。書かなければ今の年度）', parseYear)
  .option('--seed <number>', 'どの話にするかを決める数', parseSeed, 1)
  .option('--folder <folder>', '作ったものを残す空のフォルダー（書かなければ消す）')
  .addOption(
    new Option('--packs <folder>', '自分の組織の規程パックのフォルダー').env('SEKISHO_PACKS'),
  )
  .option('--json', 'JSON で書き出す', false)
  .action(
    async (options: {
      pack: string
      year?: number | true
      seed: number
      folder?: string
      packs?: string
      json: boolean
    }) => {
      const { pack, year, seed, folder, packs, json } = options
      const { simulateCommand } = await import('./simulate.ts')
      const { showProgress } = await import('./showProgress.ts')
      const shown = showProgress(process.stderr)
      process.exitCode = await simulateCommand(
        {
          pack,
          seed,
          json,
          year: typeof year === 'number' ? year : fiscalYearOf(dayInTokyo(new Date())),
          ...(folder ? { folder: resolve(folder) } : {}),
          ...(packs ? { packsFolder: resolve(packs) } : {}),
        },
        (line) => {
          shown.clear()
          print(line)
        },
        shown.show,
      )
    },
  )

program
  .command('read')
  .description('規程の文書を読み、条項を書き出す')
  .argument('<files...>', '文書（.txt .md .html .docx .pdf）')
  .addOption(
    new Option('--format <format>', '書き出しの形')
      .choices(['outline', 'jsonl', 'json'])
      .default('outline'),
  )
  .action(async (files: string[], options: { format: 'outline' | 'jsonl' | 'json' }) => {
    const { readCommand } = await import('./read.ts')
    for (const file of files) await readCommand({ file, format: options.format }, print)
  })

program
  .command('backup')
  .description('データベース、ファイル、鍵のすべてを一つのファイルに書く（動かしたままでよい）')
  .argument('<file>', '作るファイル')
  .addOption(folderOption())
  .option('--json', 'JSON で書き出す', false)
  .action(async (file: string, options: CommonOptions) => {
    const { backupCommand } = await import('./backup.ts')
    process.exitCode = await backupCommand({ file, ...commonOptionsOf(options) }, new Date(), print)
  })

program
  .command('restore')
  .description('バックアップを空のフォルダーか空のデータベースに戻し、すべて確かめる')
  .argument('<file>', 'sekisho backup で作ったファイル')
  .addOption(folderOption())
  .option('--json', 'JSON で書き出す', false)
  .option('--key <file>', '一つの組織の書き出しを戻すときの、元の関所の secret.key')
  .action(async (file: string, { key, ...options }: CommonOptions & { key?: string }) => {
    const { restoreCommand } = await import('./restore.ts')
    await restoreCommand(
      { file, ...commonOptionsOf(options), ...(key ? { keyFile: resolve(key) } : {}) },
      print,
    )
  })

program
  .command('verify')
  .description('操作記録とファイルが書き換えられたり失われたりしていないかを確かめる')
  .addOption(folderOption())
  .option('--against <backup>', 'このバックアップの時点の操作記録が残っているかも確かめる')
  .option('--json', 'JSON で書き出す', false)
  .action(async (options: CommonOptions & { against?: string }) => {
    const { verifyCommand } = await import('./verify.ts')
    const against = options.against ? { against: options.against } : {}
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort())
    const { showProgress } = await import('./showProgress.ts')
    const shown = showProgress(process.stderr)
    process.exitCode = await verifyCommand(
      { ...commonOptionsOf(options), ...against },
      (line) => {
        shown.clear()
        print(line)
      },
      { progress: shown.show, signal: stop.signal },
    )
  })

program.addCommand(organizationCommand(print, folderOption))
program.addCommand(packCommand(print))
speakJapanese(program)

/** Location of an installation, from the options and the environment. */
interface CommonOptions {
  readonly folder: string
  readonly json: boolean
}

function commonOptionsOf({
  folder,
  json,
}: CommonOptions): CommonOptions & { readonly databaseUrl?: string } {
  const databaseUrl = process.env['DATABASE_URL']
  return { folder: resolve(folder), json, ...(databaseUrl ? { databaseUrl } : {}) }
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65_535)
    throw new InvalidArgumentError('ポートは 1 から 65535 までの整数で指定してください。')
  return port
}

function parseYear(text: string): number {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0
  if (year < 2020 || year > 2090)
    throw new InvalidArgumentError('年度は 2020 から 2090 までの西暦で指定してください。')
  return year
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new InvalidArgumentError('種は 9 桁までの 0 以上の整数で指定してください。')
  return Number(text)
}

function folderOption(): Option {
  return new Option('--folder <folder>', 'データのフォルダー')
    .env('SEKISHO_FOLDER')
    .default('var/sekisho')
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
