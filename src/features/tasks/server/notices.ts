import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import { NoticePath } from '../contract.ts'

/** Marks a notice of the acting person as read. Refuses with `not-found` for a notice of others. */
export const readNotice = defineAction({
  name: 'notice.read',
  title: { ja: 'お知らせを確かめた', en: 'Read a notice' },
  input: NoticePath,
  authorise: (tx) => actorPerson(tx) ?? refuse('not-found', { what: nouns.notice }),
  async run(tx, input, person) {
    const notice = await tx.db
      .updateTable('notices')
      .set({ read_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', input.id)
      .where('person_id', '=', person)
      .returning('id')
      .executeTakeFirst()
    if (!notice) refuse('not-found', { what: nouns.notice })
    return {
      result: { id: notice.id },
      event: { subject: { kind: 'notice', id: notice.id }, detail: {} },
    }
  },
})
