import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Pack } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { mayAdminister } from '#platform/access/party.ts'
import { defineAction, defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { AdoptEdition } from '../contract.ts'
import type { Adopted, EditionList } from '../contract.ts'
import { demandImporter } from './actions.ts'
import { compileEdition } from './editions.ts'
import { editionComing } from './ports.ts'

export const adoptAct = {
  ja: '規程パックの版の変更',
  en: 'changing the edition of the policy pack',
}

/**
 * Adopts another edition of the same pack. Wordings of provisions that both editions have are
 * carried over.
 */
export const adoptEdition = defineAction({
  name: 'policy.adopt',
  title: {
    ja: '規程パックの新しい版を使い始めた',
    en: 'Put a new edition of the policy pack in force',
  },
  input: AdoptEdition,
  authorise: (tx) => demandImporter(tx, adoptAct),
  async run(tx, input) {
    const { id: organization_id, editionHash: currentHash, pack } = tx.organization
    if (input.hash === currentHash)
      refuse('edition-in-force', { title: pack.title, edition: pack.edition })
    const next = compileEdition(input.pack, input.hash, input.sources)
    const { ledOn, lacks } = await tx.call(editionComing, { pack: next, hash: input.hash })
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
        hash: input.hash,
        pack: input.pack,
        title: input.title,
        edition: input.edition,
        in_force_from: input.inForce,
        sources: JSON.stringify(input.sources),
        adopted_at: tx.now,
        language: input.language,
      })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'hash']).doUpdateSet({
          in_force_to: null,
          adopted_at: tx.now,
          language: input.language,
        }),
      )
      .execute()
    const wordingCount = await copyWordings(tx, input.hash, next)
    await tx.db
      .updateTable('organizations')
      .set({ pack: input.pack, edition_hash: input.hash })
      .where('organization_id', '=', organization_id)
      .execute()
    const [before, after] = [
      new Set(pack.provisions.map((provision) => provision.ref)),
      new Set(next.provisions.map((provision) => provision.ref)),
    ]
    const result: Adopted = {
      hash: input.hash,
      edition: input.edition,
      added: [...after.difference(before)],
      gone: [...before.difference(after)],
      worded: wordingCount,
      ledOn: [...ledOn],
    }
    return {
      result,
      organizationChanged: true,
      event: {
        subject: { kind: 'edition', id: input.hash },
        detail: {
          from: currentHash,
          edition: input.edition,
          added: result.added,
          gone: result.gone,
          worded: wordingCount,
          ledOn: result.ledOn,
        },
      },
    }
  },
})

const named = (ja: string, en: string, title: string): Words => ({
  ja: `${ja}「${title}」`,
  en: `${en} “${title}”`,
})

/**
 * Refuses an edition that lacks the register of an entry, the role of an appointment, or what open
 * cases need (`lacks`).
 */
async function demandNothingLost(
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
    where organization_id = ${id} and edition_hash = ${editionHash} and ref = any(${next.provisions.map((provision) => provision.ref)})`.execute(
    tx.db,
  )
  return Number(copy.numAffectedRows ?? 0)
}

/** The editions that the organisation has had, newest first. */
export const editions = defineQuery({
  name: 'policy.editions',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<EditionList> => {
    const rows = await tx.db
      .selectFrom('pack_editions')
      .select(['hash', 'title', 'edition', 'in_force_from', 'in_force_to', 'adopted_at'])
      .where('organization_id', '=', tx.organization.id)
      .orderBy('adopted_at', 'desc')
      .execute()
    const mayAdopt = mayAdminister(tx)
    const { readable, notes } = tx.organization
    return {
      mayAdopt,
      readable,
      notes: mayAdopt
        ? notes.map(({ file, line, column, detail, effect, without }) => ({
            at: `${file}:${line}:${column}`,
            detail,
            effect,
            without: [...without],
          }))
        : [],
      rows: rows.map((row) => ({
        hash: row.hash,
        title: row.title,
        edition: row.edition,
        inForce: row.in_force_from,
        until: row.in_force_to,
        adoptedAt: row.adopted_at.toISOString(),
        current: row.hash === tx.organization.editionHash,
      })),
    }
  },
})
