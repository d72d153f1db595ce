import { createInterface } from 'node:readline/promises'
import { join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import type { OrganizationCommand } from './organizations.ts'

interface PlaceOptions {
  readonly folder: string
  readonly json: boolean
}

/** `sekisho organization …`: the organisations of one installation. */
export function organizationCommand(
  print: (line: string) => void,
  folderOption: () => Option,
): Command {
  const organization = new Command('organization').description(
    '一つの関所で動く組織を加え、並べ、名前を変え、書き出し、消す',
  )
  const add = (name: string, description: string): Command =>
    organization
      .command(name)
      .description(description)
      .addOption(folderOption())
      .option('--json', 'JSON で書き出す', false)
  const commandOf = async ({ folder, json }: PlaceOptions): Promise<OrganizationCommand> => {
    const { systemEnvironment: environment } = await import('#platform/environment.ts')
    const databaseUrl = process.env['DATABASE_URL']
    const place = { folder: resolve(folder), ...(databaseUrl ? { databaseUrl } : {}) }
    return { ...place, json, environment, out: print }
  }
  add('add', '組織を加え、最初の管理者の仮のパスワードを表示する（動かしたままでよい）')
    .argument('<id>', '組織の識別名（英小文字、数字、ハイフン）')
    .requiredOption('--title <title>', '組織の名前')
    .requiredOption('--pack <pack>', '規程パックの id')
    .requiredOption('--unit <title>', '最初の所属')
    .requiredOption('--name <name>', '最初の管理者の氏名')
    .requiredOption('--kana <kana>', 'そのふりがな')
    .requiredOption('--account <account>', 'その利用者ID')
    .addOption(
      new Option(
        '--packs <folder>',
        '規程パックのフォルダー（書かなければデータのフォルダーの packs）',
      ).env('SEKISHO_PACKS'),
    )
    .action(async (slug: string, { packs, folder, json, ...options }: AddArguments) => {
      const { addOrganization } = await import('./organizations.ts')
      const packsFolder = resolve(packs ?? join(folder, 'packs'))
      await addOrganization(await commandOf({ folder, json }), { ...options, slug, packsFolder })
    })
  add('list', '組織を並べる（中身は見せない）').action(async (options: PlaceOptions) => {
    const { listOrganizations } = await import('./organizations.ts')
    await listOrganizations(await commandOf(options))
  })
  add('rename', '組織の名前か識別名を変える（動かしたままでよい）')
    .argument('<id>', '今の識別名')
    .option('--title <title>', '新しい名前')
    .option('--id <id>', '新しい識別名')
    .action(async (slug: string, options: PlaceOptions & { title?: string; id?: string }) => {
      const { renameOrganization } = await import('./organizations.ts')
      await renameOrganization(await commandOf(options), slug, {
        ...(options.title === undefined ? {} : { title: options.title }),
        ...(options.id === undefined ? {} : { slug: options.id }),
      })
    })
  add('export', '一つの組織のすべてを、鍵のほかは一つのファイルに書く（動かしたままでよい）')
    .argument('<id>', '組織の識別名')
    .argument('<file>', '作るファイル')
    .action(async (slug: string, file: string, options: PlaceOptions) => {
      const { exportOrganization } = await import('./organizations.ts')
      process.exitCode = await exportOrganization(await commandOf(options), slug, file)
    })
  add('delete', '一つの組織のすべてを消す（名前の入力を求める）')
    .argument('<id>', '組織の識別名')
    .option('--confirm <title>', '尋ねられる代わりに、消す組織の名前を書く')
    .action(async (slug: string, options: PlaceOptions & { confirm?: string }) => {
      const { deleteOrganization } = await import('./organizations.ts')
      await deleteOrganization(
        await commandOf(options),
        slug,
        options.confirm === undefined ? ask : () => Promise.resolve(options.confirm!),
      )
    })
  return organization
}

interface AddArguments extends PlaceOptions {
  readonly title: string
  readonly pack: string
  readonly unit: string
  readonly name: string
  readonly kana: string
  readonly account: string
  readonly packs?: string
}

/** Asks on standard error and reads one line; empty where there is none. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question)
  const lines = createInterface({ input: process.stdin })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
  }
}
