import { Type } from 'typebox'
import { mayAdminister } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { EditionList } from '../contract.ts'
import { openProposal } from './proposalView.ts'

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
      proposal: await openProposal(tx),
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
