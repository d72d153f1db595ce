import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Words } from '#kernel/words/words.ts'
import { actorPerson, mayAdminister, partyNames } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { ImportDocument } from '../contract.ts'

/** Refuses whoever may not import documents of the policy or change its edition. */
export function demandImporter(
  tx: Transaction,
  act: Words = { ja: '規程の文書の取込み', en: 'importing the policy document' },
): void {
  if (mayAdminister(tx)) return
  const keepers = tx.organization.pack.grants.administer
  refuse('not-allowed', {
    act,
    who: keepers.length === 0 ? nouns.administrators : partyNames(tx, keepers),
  })
}

/**
 * Stores the wording of the organisation's own document beside the provisions of the edition in
 * force; replaces an earlier import.
 */
export const importDocument = defineAction({
  name: 'policy.import',
  title: { ja: '規程の文書を取り込んだ', en: 'Imported the policy document' },
  input: ImportDocument,
  authorise: (tx) => demandImporter(tx),
  async run(tx, input) {
    const { id: organization_id, editionHash: edition_hash } = tx.organization
    const [file, id] = [tx.newId(), tx.newId()]
    await tx.db
      .insertInto('files')
      .values({
        organization_id,
        id: file,
        sha256: input.sha256,
        name: input.name,
        media_type: input.mediaType,
        size: input.size,
        uploaded_by: actorPerson(tx) ?? null,
        uploaded_at: tx.now,
        scan: input.scan,
      })
      .execute()
    await tx.db
      .insertInto('documents')
      .values({
        organization_id,
        id,
        title: input.title,
        file_id: file,
        imported_at: tx.now,
        imported_by: actorPerson(tx) ?? null,
        summary: JSON.stringify(input.summary),
      })
      .execute()
    await tx.db
      .deleteFrom('provisions')
      .where('organization_id', '=', organization_id)
      .where('edition_hash', '=', edition_hash)
      .execute()
    const rows = input.wordings.map((wording) => ({
      organization_id,
      edition_hash,
      document_id: id,
      ref: wording.ref,
      original: wording.original,
      line: wording.line,
      path: wording.path,
      departure: wording.departure,
    }))
    if (rows.length > 0) await tx.db.insertInto('provisions').values(rows).execute()
    const { attached, provisionsInPack, provisionsInDocument, departures } = input.summary
    return {
      result: { id, summary: input.summary },
      event: {
        subject: { kind: 'document', id },
        detail: {
          name: input.name,
          sha256: input.sha256,
          attached,
          provisionsInPack,
          provisionsInDocument,
          departures: departures.length,
        },
      },
    }
  },
})
