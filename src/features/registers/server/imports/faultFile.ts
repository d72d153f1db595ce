import { Type } from 'typebox'
import { xlsxType } from '#kernel/contracts/mediaTypes.ts'
import { defineAction } from '#platform/gate/action.ts'

/** Keeps the file of the faulty rows of an import. */
export const keepFaultFile = defineAction({
  name: 'import.fault-file',
  title: { ja: '取込みの直す行を書き出した', en: 'Wrote out the faulty rows of an import' },
  input: Type.Object({
    id: Type.String({ format: 'uuid' }),
    import: Type.String({ format: 'uuid' }),
    sha256: Type.String(),
    size: Type.Integer(),
    name: Type.String(),
    person: Type.String({ format: 'uuid' }),
  }),
  authorise: () => undefined,
  async run(tx, { id, sha256, size, name, person, import: importId }) {
    await tx.db
      .insertInto('files')
      .values({
        organization_id: tx.organization.id,
        id,
        sha256,
        size,
        name,
        media_type: xlsxType,
        uploaded_by: person,
        uploaded_at: tx.now,
        scan: 'clean',
      })
      .execute()
    return {
      result: undefined,
      event: {
        subject: { kind: 'import', id: importId },
        detail: { file: id, name, size, sha256 },
      },
    }
  },
})
