import { refuse } from '#kernel/problems/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import { NewTitle } from '../../contract/organization.ts'
import { demandAdminister } from '../authorise.ts'

/** Gives the organisation another name; what was printed and sealed before keeps the old one. */
export const renameOrganization = defineAction({
  name: 'organization.rename',
  title: { ja: '組織の名前を変えた', en: 'Renamed the organisation' },
  input: NewTitle,
  authorise: (tx) =>
    demandAdminister(tx, { ja: '組織の名前の変更', en: 'renaming the organisation' }),
  async run(tx, input) {
    const { id: organization_id, title: before } = tx.organization
    const title = input.title.trim()
    if (title === before) refuse('title-same', { title })
    await tx.db
      .insertInto('organization_titles')
      .values({ organization_id, until: tx.now, title: before })
      // A name that was given up in the moment in which it was given never held.
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx.db
      .updateTable('organizations')
      .set({ title })
      .where('organization_id', '=', organization_id)
      .execute()
    return {
      result: undefined,
      event: {
        subject: { kind: 'organization', id: organization_id },
        detail: { changes: { title: { from: before, to: title } } },
      },
      organizationChanged: true,
    }
  },
})
