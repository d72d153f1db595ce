import type { Kysely } from 'kysely'
import type { Pack } from '#kernel/packs/types.ts'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { EditionToAdopt } from '#features/organization/server/public.ts'
import type { Database } from '#platform/db/database.ts'
import { loadEdition } from '#platform/packs/edition.ts'
import type { PackEdition } from '#platform/packs/edition.ts'

/** Compiled packs by the hash of their edition; an edition never changes. */
const compiled = new Map<string, Pack>()

/** What an organisation keeps of an edition when it adopts it. */
export function toAdopt(
  edition: PackEdition,
): EditionToAdopt & { readonly sources: Readonly<Record<string, string>> } {
  compiled.set(edition.hash, edition.pack)
  return {
    hash: edition.hash,
    pack: edition.pack.id,
    title: edition.pack.title,
    edition: edition.pack.edition,
    inForce: edition.pack.inForce,
    sources: Object.fromEntries(edition.texts),
  }
}

/** The compiled pack of an adopted edition, from the files that the organisation has kept. */
export async function packOfEdition(
  db: Kysely<Database>,
  organizationId: string,
  hash: string,
): Promise<Pack> {
  const known = compiled.get(hash)
  if (known) return known
  const row = await db
    .selectFrom('pack_editions')
    .select(['pack', 'sources'])
    .where('organization_id', '=', organizationId)
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow()
  return compileEdition(row.pack, hash, row.sources as Record<string, string>)
}

/** Compiles the sources of an edition, once. Refuses with every fault where there is one. */
export function compileEdition(
  id: string,
  hash: string,
  sources: Readonly<Record<string, string>>,
): Pack {
  const known = compiled.get(hash)
  if (known) return known
  const { edition, faults } = loadEdition(id, new Map(Object.entries(sources)))
  if (edition === undefined) {
    throw new ProblemError(
      problem(
        'pack-faulty',
        { id, count: faults.length },
        {
          faults: faults.map((fault) => ({
            at: `${fault.file}:${fault.line}:${fault.column}`,
            detail: fault.detail,
          })),
        },
      ),
    )
  }
  compiled.set(hash, edition.pack)
  return edition.pack
}
