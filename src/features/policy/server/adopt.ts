import { sql } from 'kysely'
import type { Pack } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Adopted } from '../contract.ts'
import { compileEdition } from './editions.ts'
import { editionComing } from './ports.ts'

export const adoptAct = {
  ja: '規程パックの版の変更',
  en: 'changing the edition of the policy pack',
}

/** An edition with its sources, as an organisation stores it. */
export interface SourcedEdition {
  readonly hash: string
  readonly pack: string
  readonly title: string
  readonly edition: string
  /** First day in force, YYYY-MM-DD. */
  readonly inForce: string
  readonly language: number
  readonly sources: Readonly<Record<string, string>>
}

/**
 * Puts an edition of the same pack in force. Wordings of provisions that both editions have are
 * carried over. The action that calls it must say that the organisation changed.
 */
export async function putInForce(tx: Transaction, edition: SourcedEdition): Promise<Adopted> {
  const { id: organization_id, editionHash: currentHash, pack } = tx.organization
  const next = compileEdition(edition.pack, edition.hash, edition.sources)
  const { ledOn, lacks } = await tx.call(editionComing, { pack: next, hash: edition.hash })
  await demandNothingLost(tx, pack, next, lacks)
  await tx.db
    .updateTable('pack_editions')
    .set({ in_force_to: tx.today })
    .where('organization_id', '=', organization_id)
    .where('hash', '=', currentHash)
    .execute()
  await tx.db
    .insertInto('pack_editions')
    .values({
      organization_id,
      hash: edition.hash,
      pack: edition.pack,
      title: edition.title,
      edition: edition.edition,
      in_force_from: edition.inForce,
      sources: JSON.stringify(edition.sources),
      adopted_at: tx.now,
      language: edition.language,
    })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'hash']).doUpdateSet({
        in_force_to: null,
        adopted_at: tx.now,
        language: edition.language,
      }),
    )
    .execute()
  const worded = await copyWordings(tx, edition.hash, next)
  await tx.db
    .updateTable('organizations')
    .set({ pack: edition.pack, edition_hash: edition.hash })
    .where('organization_id', '=', organization_id)
    .execute()
  const [before, after] = [
    new Set(pack.provisions.map((provision) => provision.ref)),
    new Set(next.provisions.map((provision) => provision.ref)),
  ]
  return {
    hash: edition.hash,
    edition: edition.edition,
    added: [...after.difference(before)],
    gone: [...before.difference(after)],
    worded,
    ledOn: [...ledOn],
  }
}

const named = (ja: string, en: string, title: string): Words => ({
  ja: `${ja}「${title}」`,
  en: `${en} “${title}”`,
})

/**
 * Refuses an edition that lacks the register of an entry, the role of an appointment, or what open
 * cases need (`lacks`).
 */
export async function demandNothingLost(
  tx: Transaction,
  current: Pack,
  next: Pack,
  lacks: readonly Words[],
): Promise<void> {
  const organization = tx.organization.id
  const registers = await tx.db
    .selectFrom('entries')
    .select('register')
    .distinct()
    .where('organization_id', '=', organization)
    .execute()
  const openAssignments = tx.organization.view.assignments.filter(
    (assignment) => assignment.to === undefined || assignment.to >= tx.today,
  )
  const missing = [
    ...registers
      .filter(({ register }) => !next.registers.has(register))
      .map(({ register }) =>
        named('台帳', 'register', current.registers.get(register)?.title ?? register),
      ),
    ...lacks,
    ...[...new Set(openAssignments.map((heldEntry) => heldEntry.role))]
      .filter((role) => !next.roles.has(role))
      .map((role) => named('役割', 'role', current.roles.get(role)?.title ?? role)),
  ]
  if (missing.length > 0) refuse('edition-leaves-lines', { what: missing })
}

/** Copies the wordings to the new edition; returns how many provisions have one now. */
async function copyWordings(tx: Transaction, hash: string, next: Pack): Promise<number> {
  const { id, editionHash } = tx.organization
  await tx.db
    .deleteFrom('provisions')
    .where('organization_id', '=', id)
    .where('edition_hash', '=', hash)
    .execute()
  const copy = await sql`
    insert into provisions (organization_id, edition_hash, ref, document_id, original, line, path, departure)
    select organization_id, ${hash}, ref, document_id, original, line, path, departure from provisions
    where organization_id = ${id} and edition_hash = ${editionHash} and ref = any(${next.provisions.map((provision) => provision.ref)})
    returning ${sql.raw(stateColumns('provisions'))}`.execute(tx.db)
  return Number(copy.numAffectedRows ?? 0)
}
