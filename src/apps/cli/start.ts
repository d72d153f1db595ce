import { join, resolve } from 'node:path'
import { buildWeb } from '../../../tools/build-web.ts'
import { refuse } from '#kernel/problems/index.ts'
import { factorRequired } from '#platform/access/factors.ts'
import type { Services } from '#platform/services.ts'
import type { LogLevel } from '#platform/log/levels.ts'
import { systemEnvironment } from '#platform/environment.ts'
import { runStocktakes } from '#features/campaigns/server/public.ts'
import { runRegisterJobs } from '#features/registers/server/public.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { readGuide } from '#platform/packs/guide.ts'
import { readDemoFiles } from '../demo/files.ts'
import { loadDemo } from '../demo/load.ts'
import { liveUntilToday } from '../simulate/lived.ts'
import { arePagesBuilt, startServer } from '../server.ts'

/** Longest time from a signal to the end of the process, milliseconds. */
const stopLimit = 9_500

export interface StartArguments {
  readonly folder: string
  readonly port: number
  readonly host: string
  readonly demo?: string
  readonly packsFolder?: string
  readonly databaseUrl?: string
  readonly publicUrl?: string
  readonly logLevel?: LogLevel
}

/**
 * `sekisho start`: builds the pages where needed, starts everything, prints the address, and ends
 * cleanly on SIGINT or SIGTERM.
 */
export async function startCommand(
  args: StartArguments,
  print: (line: string) => void,
): Promise<void> {
  const packsFolder = resolve(args.packsFolder ?? join(args.folder, 'packs'))
  // Refused before anything is created.
  if (args.demo) await readDemoFiles([packsFolder, bundledPacksFolder], args.demo)
  await buildPages(print)
  const environment = process.env
  const { demo } = args
  const running = await startServer(
    {
      ...args,
      ...(demo ? { fill: (services) => loadAndPrintDemo(demo, services, print) } : {}),
      folder: resolve(args.folder),
      ...(args.packsFolder ? { packsFolder: resolve(args.packsFolder) } : {}),
      ...(environment['SEKISHO_SMTP_URL'] ? { smtpUrl: environment['SEKISHO_SMTP_URL'] } : {}),
      ...(environment['SEKISHO_MAIL_FROM'] ? { mailFrom: environment['SEKISHO_MAIL_FROM'] } : {}),
      ...(environment['SEKISHO_CLAMD'] ? { clamd: environment['SEKISHO_CLAMD'] } : {}),
      ...(environment['SEKISHO_TRUSTED_PROXY']
        ? { trustedProxy: environment['SEKISHO_TRUSTED_PROXY'] }
        : {}),
      ...(Number(environment['SEKISHO_TEMPORARY_PASSWORD_DAYS']) > 0
        ? { temporaryPasswordDays: Number(environment['SEKISHO_TEMPORARY_PASSWORD_DAYS']) }
        : {}),
    },
    systemEnvironment,
  )
  let stopping = false
  const stopAndExit = (): void => {
    if (stopping) return
    stopping = true
    // Whatever still hangs then ends with the process; nothing that was acknowledged depends on it.
    setTimeout(() => process.exit(1), stopLimit).unref()
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        print(String(error))
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopAndExit)
  print(`関所が動いています: ${running.url}`)
  if (!args.demo && running.services.settings.setupCode)
    print(`初めての設定: ${running.url}/setup?code=${running.services.settings.setupCode}`)
  if (environment['SEKISHO_SMTP_URL'] && !environment['SEKISHO_MAIL_FROM'])
    print('メールの差出人（SEKISHO_MAIL_FROM）がないため、メールは送りません。')
  print('終わるときは Ctrl+C を押してください。')
}

/**
 * Builds the pages where they are missing or outdated. When a build fails, existing pages are
 * served; without any the reason is reported and the start refused.
 */
async function buildPages(print: (line: string) => void): Promise<void> {
  try {
    if (
      (await buildWeb(() => print('画面を組み立てています（初めてのときだけ、30秒ほど）…'))) ===
      'built'
    )
      print('画面ができました。')
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).split('\n')[0] ?? ''
    if (!arePagesBuilt()) refuse('pages-not-built', { reason })
    print(`新しい画面を組み立てられないので、前の画面で動かします（${reason}）。`)
  }
}

async function loadAndPrintDemo(
  demo: string,
  services: Services,
  print: (line: string) => void,
): Promise<void> {
  const loaded = await loadDemo(services, demo)
  const { title, signIns } = loaded
  print('見本の人たちに、今日までの四か月を過ごさせています…')
  await liveUntilToday(services, loaded)
  for (const organizationId of await services.gate.organizationIds()) {
    for (const recurringJob of [runRegisterJobs, runStocktakes])
      await recurringJob({ organizationId, services, signal: AbortSignal.timeout(60_000) })
  }
  print(
    `見本の組織「${title}」を作りました。人も番号もすべて架空です。サインインに使うパスワードは今だけ表示します：`,
  )
  const wanted = await accountsThatNeedFactors(services)
  for (const { account, password, name, what } of signIns)
    print(
      `${wanted.has(account) ? '＊' : '  '}${account.padEnd(14)} ${password}   ${name}（${what}）`,
    )
  if (wanted.size > 0)
    print('＊の人は、はじめに確認コードのアプリかパスキーを設定します（規程が求めています）。')
  const guide = await readGuide(services.settings.packsFolders, demo)
  if (guide.length > 0) print('はじめての方は、この順にサインインしてみてください：')
  for (const [i, step] of guide.entries())
    print(`  ${i + 1}. ${step.account}（${step.name}） ${step.do}`)
}

/** The accounts of people of whom the pack asks a second factor. */
async function accountsThatNeedFactors({ gate }: Services): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    (await gate.organizationIds()).map((id) =>
      gate.transact(id, { kind: 'program', name: 'demo' }, 'read', async (tx) => {
        const accounts = await tx.db.selectFrom('accounts').select(['name', 'person_id']).execute()
        return accounts.flatMap(({ name, person_id }) =>
          factorRequired(tx.organization, person_id, tx.today) ? [name] : [],
        )
      }),
    ),
  )
  return new Set(found.flat())
}
