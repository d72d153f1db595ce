import type { Kysely } from 'kysely'
import { packLanguage } from '#kernel/packs/faults.ts'
import { faultless } from '#kernel/packs/kept.ts'
import type { EditionInForce } from '#kernel/packs/kept.ts'
import { noPack } from '#kernel/packs/noPack.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { EditionToAdopt } from '#features/organization/server/public.ts'
import type { Database } from '#platform/db/database.ts'
import { loadEdition, loadKeptEdition, storedTexts } from '#platform/packs/edition.ts'
import { packFaulty } from '#platform/packs/library.ts'
import type { PackEdition } from '#platform/packs/edition.ts'

/**
 * Cache of compiled editions by language and hash, the longest unused first. An edition never
 * changes, and is read by the rules that it was adopted under. Earlier editions come in with the
 * cases that ended under them, so that the oldest are dropped.
 */
const compiled = new Map<string, EditionInForce>()
const mostCompiled = 64

const keyOf = (hash: string, language: number): string => `${language}:${hash}`

function put(key: string, edition: EditionInForce): void {
  compiled.delete(key)
  compiled.set(key, edition)
  const [oldest] = compiled.keys()
  if (compiled.size > mostCompiled && oldest !== undefined) compiled.delete(oldest)
}

function cachedAs(key: string): EditionInForce | undefined {
  const edition = compiled.get(key)
  if (edition !== undefined) put(key, edition)
  return edition
}

function keep(hash: string, pack: Pack): void {
  put(keyOf(hash, packLanguage), faultless(pack))
}

/** What an organisation stores of an edition when it adopts it. */
export function editionToAdopt(
  edition: PackEdition,
): EditionToAdopt & { readonly sources: Readonly<Record<string, string>> } {
  keep(edition.hash, edition.pack)
  return {
    hash: edition.hash,
    pack: edition.pack.id,
    title: edition.pack.title,
    edition: edition.pack.edition,
    inForce: edition.pack.inForce,
    language: packLanguage,
    sources: Object.fromEntries(edition.texts),
  }
}

/**
 * The edition in force of an organisation, from its stored files, by the rules of its language
 * version.
 * Never refuses: its faults by today's rules come as notes, and are logged when the edition is
 * first read.
 */
export async function packOfEdition(
  db: Kysely<Database>,
  organizationId: string,
  hash: string,
): Promise<EditionInForce> {
  const latest = cachedAs(keyOf(hash, packLanguage))
  if (latest?.notes.length === 0) return latest
  const row = await db
    .selectFrom('pack_editions')
    .select(['pack', 'title', 'edition', 'in_force_from', 'language', 'sources'])
    .where('organization_id', '=', organizationId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  const key = keyOf(hash, row?.language ?? 0)
  const cached = cachedAs(key)
  if (cached) return cached
  const { pack, notes } =
    row === undefined
      ? { pack: undefined, notes: [] }
      : loadKeptEdition(row.pack, storedTexts(row.sources), row.language)
  const nothing = {
    id: row?.pack ?? '',
    title: row?.title ?? '',
    edition: row?.edition ?? '',
    inForce: row?.in_force_from ?? '',
  }
  const inForce = { pack: pack ?? noPack(nothing), readable: pack !== undefined, notes }
  if (notes.length > 0 || !inForce.readable) log(organizationId, hash, inForce)
  put(key, inForce)
  return inForce
}

function log(organizationId: string, edition: string, { readable, notes }: EditionInForce): void {
  const said = notes.map(
    ({ file, line, column, detail, effect }) =>
      `${file}:${line}:${column} ${effect === 'works' ? '' : `[${effect}] `}${detail}`,
  )
  process.stderr.write(`${JSON.stringify({ organizationId, edition, readable, notes: said })}\n`)
}

/**
 * Compiles the sources of an edition that is to be adopted. Refuses with every fault where there is
 * one.
 */
export function compileEdition(
  id: string,
  hash: string,
  sources: Readonly<Record<string, string>>,
): Pack {
  const cached = cachedAs(keyOf(hash, packLanguage))
  if (cached?.notes.length === 0) return cached.pack
  const { edition, faults } = loadEdition(id, new Map(Object.entries(sources)))
  if (edition === undefined) {
    throw packFaulty(id, faults)
  }
  keep(hash, edition.pack)
  return edition.pack
}
