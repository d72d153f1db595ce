import { resolve } from 'node:path'
import { buildWeb } from '../../../tools/build-web.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { LogLevel } from '#platform/log/levels.ts'
import { realOutside } from '#platform/gate/outside.ts'
import { runStocktakes } from '#features/campaigns/server/public.ts'
import { keepLedgers } from '#features/registers/server/public.ts'
import { loadDemo } from '../demo/load.ts'
import { pagesBuilt, startServer } from '../server.ts'

export interface StartArguments {
  readonly folder: string
  readonly port: number
  readonly host: string
  readonly demo?: string
  readonly databaseUrl?: string
  readonly publicUrl?: string
  readonly logLevel?: LogLevel
}

/** `sekisho start`: builds the pages where needed, starts everything, says where it is, and ends cleanly when asked to. */
export async function startCommand(
  args: StartArguments,
  say: (line: string) => void,
): Promise<void> {
  await readyPages(say)
  const environment = process.env
  const running = await startServer(
    {
      ...args,
      folder: resolve(args.folder),
      ...(environment['SEKISHO_SMTP_URL'] ? { smtpUrl: environment['SEKISHO_SMTP_URL'] } : {}),
      ...(environment['SEKISHO_MAIL_FROM'] ? { mailFrom: environment['SEKISHO_MAIL_FROM'] } : {}),
      ...(environment['SEKISHO_CLAMD'] ? { clamd: environment['SEKISHO_CLAMD'] } : {}),
      ...(environment['SEKISHO_TRUSTED_PROXY']
        ? { trustedProxy: environment['SEKISHO_TRUSTED_PROXY'] }
        : {}),
    },
    realOutside,
  )
  const end = (): void => {
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(String(error))
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  if (args.demo && running.empty)
    await sayDemo(args.demo, running, say).catch(async (error: unknown) => {
      await running.stop()
      throw error
    })
  say(`関所が動いています: ${running.url}`)
  if (!args.demo && running.services.settings.setupCode)
    say(`初めての設定: ${running.url}/setup?code=${running.services.settings.setupCode}`)
  if (environment['SEKISHO_SMTP_URL'] && !environment['SEKISHO_MAIL_FROM'])
    say('メールの差出人（SEKISHO_MAIL_FROM）がないため、メールは送りません。')
  say('終わるときは Ctrl+C を押してください。')
}

/** Builds the pages where they are missing or old. Pages that are there serve on when a build fails; without any the reason is said and the start refused. */
async function readyPages(say: (line: string) => void): Promise<void> {
  try {
    if (
      (await buildWeb(() => say('画面を組み立てています（初めてのときだけ、30秒ほど）…'))) ===
      'built'
    )
      say('画面ができました。')
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).split('\n')[0] ?? ''
    if (!pagesBuilt()) refuse('pages-not-built', { reason })
    say(`新しい画面を組み立てられないので、前の画面で動かします（${reason}）。`)
  }
}

async function sayDemo(
  demo: string,
  running: Awaited<ReturnType<typeof startServer>>,
  say: (line: string) => void,
): Promise<void> {
  const { services } = running
  const { title, signIns } = await loadDemo(services, demo)
  for (const organizationId of await services.gate.organizationIds()) {
    for (const tick of [keepLedgers, runStocktakes])
      await tick({ organizationId, services, signal: AbortSignal.timeout(60_000) })
  }
  say(
    `見本の組織「${title}」を作りました。人も番号もすべて架空です。サインインに使うパスワードは今だけ表示します：`,
  )
  for (const one of signIns)
    say(`  ${one.account.padEnd(14)} ${one.password}   ${one.name}（${one.what}）`)
}
