import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction, defineQuery } from '#platform/gate/action.ts'
import { FilePath, KeepFile } from '../contract.ts'
import type { UploadedFile } from '../contract.ts'

/** Records a file that came with a form. Whatever the file belongs to refers to it by its id. */
export const keepFile = defineAction({
  name: 'file.keep',
  title: { ja: 'ファイルを送った', en: 'Sent a file' },
  input: KeepFile,
  authorise: (tx) => actorPerson(tx) ?? refuse('signed-out'),
  async run(tx, input, person) {
    const id = tx.newId()
    const { sha256, size, name, mediaType: media_type, scan } = input
    await tx.db
      .insertInto('files')
      .values({
        organization_id: tx.organization.id,
        id,
        sha256,
        size,
        name,
        media_type,
        scan,
        uploaded_by: person,
        uploaded_at: tx.now,
      })
      .execute()
    const result: UploadedFile = { id, title: name, size, mediaType: media_type, scan }
    return {
      result,
      event: {
        subject: { kind: 'file', id },
        detail: { name, size, sha256, mediaType: media_type, scan },
      },
    }
  },
})

/** A file of the person who sent it. Refuses with `not-found` for everybody else. */
export const ownFile = defineQuery({
  name: 'file.read',
  input: FilePath,
  authorise: async (tx, { id }) =>
    (await tx.db
      .selectFrom('files')
      .select(['sha256', 'name', 'media_type', 'scan'])
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .where('uploaded_by', '=', actorPerson(tx) ?? null)
      .where('scan', '!=', 'infected')
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.file }),
  run: async (_tx, _input, file) => file,
})
