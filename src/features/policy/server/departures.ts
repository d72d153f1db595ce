import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import { storedOr } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { DecideDepartures, ImportSummary } from '../contract.ts'
import type { DocumentDetail } from '../contract.ts'
import { demandImporter } from './actions.ts'

/** What was decided about the differences of a document, in their order. */
export async function departureDecisions(
  tx: Transaction,
  document: string,
): Promise<DocumentDetail['decisions']> {
  const rows = await tx.db
    .selectFrom('departure_decisions')
    .select(['place', 'decision', 'comment', 'decided_by', 'decided_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('document_id', '=', document)
    .orderBy('place')
    .execute()
  return rows.map((row) => ({
    place: row.place,
    decision: row.decision,
    comment: row.comment,
    by: tx.organization.view.persons.get(row.decided_by ?? '')?.name ?? null,
    at: row.decided_at.toISOString(),
  }))
}

/** Decides about differences of a document; a later decision replaces an earlier one. */
export const decideDepartures = defineAction({
  name: 'policy.decide-departures',
  title: { ja: '文書と規程パックの違いを決めた', en: 'Decided on differences from the document' },
  input: Type.Object({
    id: Type.String({ format: 'uuid' }),
    ...DecideDepartures.properties,
  }),
  authorise: (tx) =>
    demandImporter(tx, {
      ja: '文書と規程パックの違いの決定',
      en: 'deciding on differences from the document',
    }),
  async run(tx, { id, places, decision, comment }) {
    const { id: organization_id } = tx.organization
    const row =
      (await tx.db
        .selectFrom('documents')
        .select('summary')
        .where('organization_id', '=', organization_id)
        .where('id', '=', id)
        .executeTakeFirst()) ?? refuse('not-found', { what: nouns.document })
    const count = storedOr(ImportSummary, row.summary)?.departures.length ?? 0
    if (places.some((place) => place >= count)) refuse('not-found', { what: nouns.departure })
    if (decision === 'as-is' && comment.trim() === '')
      refuse(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/comment',
              detail: { ja: 'このままでよいわけを書いてください。', en: 'Say why it may stay so.' },
            },
          ],
        },
      )
    const values = {
      decision,
      comment: comment.trim(),
      decided_by: actorPerson(tx) ?? null,
      decided_at: tx.now,
    }
    await tx.db
      .insertInto('departure_decisions')
      .values(places.map((place) => ({ organization_id, document_id: id, place, ...values })))
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'document_id', 'place']).doUpdateSet(values),
      )
      .execute()
    return {
      result: undefined,
      event: {
        subject: { kind: 'document', id },
        detail: { decision, count: places.length, comment: values.comment },
      },
    }
  },
})

/** The document imported last: how many provisions it has words for, and what is decided of its differences. */
export async function documentDepartures(tx: Transaction) {
  const { id: organization_id } = tx.organization
  const row = await tx.db
    .selectFrom('documents as d')
    .select((eb) => [
      'd.id',
      'd.imported_at',
      'd.summary',
      eb
        .selectFrom('departure_decisions as c')
        .select((inner) => inner.fn.countAll<string>().as('count'))
        .whereRef('c.organization_id', '=', 'd.organization_id')
        .whereRef('c.document_id', '=', 'd.id')
        .as('decided'),
    ])
    .where('d.organization_id', '=', organization_id)
    .orderBy('d.imported_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const summary = storedOr(ImportSummary, row.summary)
  return {
    id: row.id,
    importedAt: row.imported_at.toISOString(),
    attached: summary?.attached ?? 0,
    provisions: summary?.provisionsInPack ?? 0,
    departures: summary?.departures.length ?? 0,
    decided: Number(row.decided ?? 0),
  }
}
