import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { temporaryDays, temporaryPassword } from '#features/accounts/server/public.ts'
import { writeFirstAdministrator } from '#features/accounts/server/public.ts'
import { contextLoader, foundOrganization } from '#features/organization/server/public.ts'
import { identifyOrganization } from '#features/organization/server/public.ts'
import { editionToAdopt, packOfEdition } from '#features/policy/server/public.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import { fingerprintOf, readKey } from '#platform/auth/secrets.ts'
import { createBackup } from '#platform/backup/backup.ts'
import { keyName } from '#platform/backup/manifest.ts'
import { asOwner } from '#platform/backup/owner.ts'
import { removeOrganization } from '#platform/backup/removeOrganization.ts'
import { requireOwnKey } from '#platform/db/installation.ts'
import { reachDatabase } from '#platform/db/local/reach.ts'
import type { DatabaseAccess } from '#platform/db/local/reach.ts'
import { openPool } from '#platform/db/pool.ts'
import { uuid7 } from '#platform/environment.ts'
import type { Environment } from '#platform/environment.ts'
import { Gate } from '#platform/gate/gate.ts'
import { performAction } from '#platform/gate/perform.ts'
import { validateInput } from '#platform/gate/validateInput.ts'
import { JournalSeals } from '#platform/journal/seals.ts'
import { bundledPacksFolder, organizationFolder, packsFoldersOf } from '#platform/packs/folder.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { ports } from '../ports.ts'
import { journalLines } from './journals.ts'

/** Where the installation is, and who is told what was done. */
export interface OrganizationCommand {
  readonly folder: string
  readonly databaseUrl?: string
  readonly json: boolean
  readonly environment: Environment
  readonly out: (line: string) => void
}

/** An organisation as whoever runs the installation sees it: nothing of its contents. */
interface OrganizationLine {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly pack: string
  readonly edition: string
  readonly createdAt: string
  readonly demo: boolean
  readonly accounts: number
  readonly files: number
  /** Size of its files, bytes. */
  readonly bytes: number
}

const slugForm = /^[a-z][a-z0-9-]{1,39}$/
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })

const NewOrganization = Type.Object({
  title: Name,
  pack: Type.String({ maxLength: 60 }),
  unit: Name,
  name: Name,
  kana: Type.String({ maxLength: 100 }),
  account: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,39}$' }),
})

const program = { kind: 'program', name: 'operator', withoutEdition: true } as const

/** Runs work with the database of the installation, which it may have to start. */
async function withDatabase<T>(
  { folder, databaseUrl }: OrganizationCommand,
  work: (database: DatabaseAccess) => Promise<T>,
): Promise<T> {
  const database = await reachDatabase(folder, databaseUrl)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Runs work that acts in organisations, as the program does: under its role, with events. */
async function withGate<T>(
  command: OrganizationCommand,
  { config, asProgram }: DatabaseAccess,
  work: (gate: Gate) => Promise<T>,
): Promise<T> {
  const file = join(command.folder, keyName)
  const key = (await readKey(file)) ?? refuse('secret-key-missing', { file })
  await requireOwnKey(config, { file, fingerprint: fingerprintOf(key) })
  const pool = openPool(asProgram, 2)
  const seals = new JournalSeals(key, command.folder)
  try {
    return await work(
      new Gate(pool, command.environment, contextLoader(packOfEdition), seals, ports),
    )
  } finally {
    await seals.save()
    await pool.end()
  }
}

/** All organisations by their identifiers. */
function organizationLines({ config }: DatabaseAccess): Promise<OrganizationLine[]> {
  return asOwner(config, async (client) => {
    const { rows } = await client.query<
      Omit<OrganizationLine, 'createdAt' | 'bytes'> & { createdAt: Date; bytes: string }
    >(`
      select o.organization_id as id, o.slug, o.title, o.pack, e.edition, o.created_at as "createdAt", o.demo,
        (select count(*)::int from accounts a where a.organization_id = o.organization_id and a.ended_at is null) as accounts,
        f.files, f.bytes
      from organizations o join pack_editions e on e.organization_id = o.organization_id and e.hash = o.edition_hash
      cross join lateral (select count(*)::int as files, coalesce(sum(size), 0) as bytes from files where organization_id = o.organization_id) f
      order by o.slug`)
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      bytes: Number(row.bytes),
    }))
  })
}

async function lineOf(database: DatabaseAccess, slug: string): Promise<OrganizationLine> {
  const lines = await organizationLines(database)
  return (
    lines.find((line) => line.slug === slug) ??
    refuse('organization-unknown', { slug, known: lines.map((line) => line.slug) })
  )
}

/** `sekisho organization list`: every organisation, a line each, without its contents. */
export async function listOrganizations(command: OrganizationCommand): Promise<void> {
  const lines = await withDatabase(command, organizationLines)
  if (command.json) return command.out(JSON.stringify(lines))
  if (lines.length === 0) command.out('組織はまだありません。')
  for (const line of lines) {
    const size = `ファイル ${line.files} 個、${(line.bytes / 1_000_000).toFixed(1)} MB`
    const what = `規程 ${line.pack} ${line.edition}、アカウント ${line.accounts} 個、${size}`
    command.out(`${line.slug}  ${line.title}${line.demo ? '（デモ）' : ''}  ${what}`)
  }
}

export interface AddOptions extends Static<typeof NewOrganization> {
  readonly slug: string
  /** The packs of all organisations of this installation. */
  readonly packsFolder: string
}

/**
 * `sekisho organization add`: founds an organisation with its first unit and administrator, whose
 * temporary password is told once.
 */
export async function addOrganization(
  command: OrganizationCommand,
  { slug, packsFolder, ...options }: AddOptions,
): Promise<void> {
  if (!slugForm.test(slug)) refuse('organization-slug', { slug })
  const { title, pack, ...first } = validateInput(NewOrganization, options)
  const { environment, folder } = command
  await withDatabase(command, (database) =>
    withGate(command, database, async (gate) => {
      if (await gate.findOrganizationId(slug)) refuse('organization-exists', { slug })
      const folders = packsFoldersOf(
        { folder, packsFolders: [packsFolder, bundledPacksFolder] },
        slug,
      )
      const library = new PackLibrary(folders)
      const edition = await library.edition(pack)
      if (edition.pack.shared) refuse('pack-missing', { id: pack, known: await library.ids() })
      const password = temporaryPassword(environment)
      const passwordHash = await hashPassword(password, environment.random(16))
      const now = environment.now()
      const temporaryUntil = new Date(now.getTime() + temporaryDays * 86_400_000)
      await foundOrganization(
        gate,
        { slug, title, demo: false, edition: editionToAdopt(edition) },
        (db, organizationId) =>
          writeFirstAdministrator(
            db,
            organizationId,
            { ...first, passwordHash, temporaryUntil },
            { now, newId: () => uuid7(environment) },
          ),
      )
      if (command.json)
        return command.out(JSON.stringify({ slug, title, account: first.account, password }))
      command.out(`組織「${title}」（識別名 ${slug}）を作りました。`)
      command.out(
        `最初の管理者は ${first.name}さんです。利用者ID ${first.account}、仮のパスワード ${password}（今だけ表示します。${temporaryDays}日のうちに本人が変えます）。`,
      )
      command.out(
        `組織が二つ以上あるときは、サインインのときに組織の識別名を入れます。/?organization=${slug} を開くと、入った状態になります。`,
      )
    }),
  )
}

/** `sekisho organization rename`: another name, another identifier, or both. */
export async function renameOrganization(
  command: OrganizationCommand,
  slug: string,
  { title, slug: newSlug = slug }: { readonly title?: string; readonly slug?: string },
): Promise<void> {
  if (!slugForm.test(newSlug)) refuse('organization-slug', { slug: newSlug })
  await withDatabase(command, async (database) => {
    const line = await lineOf(database, slug)
    await withGate(command, database, async (gate) => {
      if (newSlug !== slug && (await gate.findOrganizationId(newSlug)))
        refuse('organization-exists', { slug: newSlug })
      const change = { title: title ?? line.title, slug: newSlug }
      await performAction(gate, line.id, program, identifyOrganization, change)
      const own = organizationFolder(command.folder, slug)
      if (newSlug !== slug && existsSync(own))
        await rename(own, organizationFolder(command.folder, newSlug))
      if (command.json) return command.out(JSON.stringify(change))
      command.out(`組織は「${change.title}」（識別名 ${change.slug}）になりました。`)
    })
  })
}

/** `sekisho organization export`: everything of one organisation in one file. Returns the exit code. */
export async function exportOrganization(
  command: OrganizationCommand,
  slug: string,
  file: string,
): Promise<number> {
  return withDatabase(command, async (database) => {
    const { id, title } = await lineOf(database, slug)
    const report = await createBackup({
      database: database.config,
      folder: command.folder,
      file,
      now: command.environment.now(),
      organizationId: id,
    })
    if (command.json) command.out(JSON.stringify(report))
    else {
      command.out(
        `${file} に組織「${title}」の ${report.rows} 行と ${report.files} 個のファイルを書きました（${(report.bytes / 1_000_000).toFixed(1)} MB）。鍵（secret.key）は入っていません。`,
      )
      for (const line of journalLines(report.journals)) command.out(line)
      for (const sha256 of report.lostFiles)
        command.out(`元の機械でファイル ${sha256} が失われているか変わっています。`)
    }
    return report.lostFiles.length > 0 ? 1 : 0
  })
}

/**
 * `sekisho organization delete`: everything of one organisation, after its name was typed. `settled`
 * as in `removeOrganization`.
 */
export async function deleteOrganization(
  command: OrganizationCommand,
  slug: string,
  typedName: (question: string) => Promise<string>,
  settled?: number,
): Promise<void> {
  await withDatabase(command, async (database) => {
    const { id, title, accounts } = await lineOf(database, slug)
    const typed = await typedName(
      `組織「${title}」のアカウント ${accounts} 個、台帳、案件、操作記録、ファイルのすべてを消します。元には戻せません（先に sekisho organization export ${slug} で書き出せます）。\n消すときは、組織の名前をそのまま入力してください: `,
    )
    if (typed.trim() !== title) refuse('organization-not-confirmed', { title })
    const report = await removeOrganization({
      database: database.config,
      folder: command.folder,
      organizationId: id,
      ...(settled === undefined ? {} : { settled }),
    })
    await rm(organizationFolder(command.folder, slug), { recursive: true, force: true })
    if (command.json) return command.out(JSON.stringify({ slug, title, ...report }))
    command.out(
      `組織「${title}」の ${report.rows} 行と ${report.files} 個のファイルを消しました。前に取ったバックアップと書き出しには残っています。`,
    )
  })
}
