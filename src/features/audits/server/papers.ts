import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { GradeItem, WriteNote } from '../contract.ts'
import { ownAudit } from './access.ts'
import { askedIn } from './programme.ts'

/** Says how bad what an item showed is. */
export const gradeItem = defineAction({
  name: 'audit.grade',
  title: { ja: '指摘の重さを決めた', en: 'Graded what was found' },
  input: GradeItem,
  authorise: (tx, input) => ownAudit(tx, input.id),
  async run(tx, input, opened) {
    askedIn(opened, input.item)
    const place = {
      organization_id: tx.organization.id,
      occurrence_id: opened.row.id,
      item: input.item,
    }
    if (input.grade === null)
      await tx.db
        .deleteFrom('audit_grades')
        .where('organization_id', '=', place.organization_id)
        .where('occurrence_id', '=', place.occurrence_id)
        .where('item', '=', place.item)
        .execute()
    else {
      const graded = {
        grade: input.grade,
        graded_by: actorPerson(tx) ?? null,
        graded_at: tx.now,
      }
      await tx.db
        .insertInto('audit_grades')
        .values({ ...place, ...graded })
        .onConflict((conflict) =>
          conflict.columns(['organization_id', 'occurrence_id', 'item']).doUpdateSet(graded),
        )
        .execute()
    }
    return {
      result: { id: opened.row.id },
      event: {
        subject: { kind: 'occurrence', id: opened.row.id },
        detail: { item: input.item, grade: input.grade },
      },
    }
  },
})

/** Keeps what the actor writes for themselves; the journal learns that it changed, not what it says. */
export const writeNote = defineAction({
  name: 'audit.note',
  title: { ja: '自分だけの覚え書きを書いた', en: 'Wrote a note of their own' },
  input: WriteNote,
  authorise: (tx, input) => ownAudit(tx, input.id),
  async run(tx, input, opened) {
    askedIn(opened, input.item)
    const person = actorPerson(tx)
    if (person === undefined) return refuse('not-found', { what: nouns.staff })
    const note = { note: input.note, noted_at: tx.now }
    await tx.db
      .insertInto('audit_notes')
      .values({
        organization_id: tx.organization.id,
        occurrence_id: opened.row.id,
        item: input.item,
        person_id: person,
        ...note,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'occurrence_id', 'item', 'person_id'])
          .doUpdateSet(note),
      )
      .execute()
    return {
      result: { id: opened.row.id },
      event: {
        subject: { kind: 'occurrence', id: opened.row.id },
        detail: { item: input.item },
      },
    }
  },
})
