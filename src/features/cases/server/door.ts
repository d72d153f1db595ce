import type { Procedure } from '#kernel/packs/procedure.ts'
import { classOf, previewBeginning, previewDoor } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState, DoorPreview } from '#kernel/procedures/index.ts'
import { problemIn, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { verdictView } from '#features/handling/server/public.ts'
import { languageOf } from '#platform/access/language.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { DoorBody } from '../contract/door.ts'
import type { DoorAnswer, DoorView } from '../contract/door.ts'
import { readableCase } from './access.ts'
import { caseContext, loadAbout, procedureOf } from './context.ts'
import { otherCases } from './otherCases.ts'

/**
 * What the handling rules say of a case with the answers that are on a form now: of one that is to
 * begin, or of an open one. Changes nothing.
 */
export const askDoor = defineQuery({
  name: 'case.door',
  input: DoorBody,
  authorise: async (tx, input) => ({
    person:
      actorPerson(tx) ??
      refuse('not-allowed', { act: { ja: '申請', en: 'applying' }, who: nouns.staff }),
    stored: input.case === undefined ? undefined : await readableCase(tx, input.case),
  }),
  run: async (tx, input, { person, stored }): Promise<DoorAnswer> => {
    const procedure = procedureOf(tx, stored?.state.procedure ?? input.procedure)
    const fields = input.fields ?? {}
    const context = await caseContext(tx, procedure, { ...stored?.state.fields, ...fields })
    if (stored !== undefined)
      return {
        ...doorView(tx, procedure, previewDoor(procedure, stored.state, fields, context)),
        others: await otherCases(tx, stored.state.about, stored.id),
      }
    const about = await loadAbout(tx, procedure, input.about ?? [])
    const preview = previewBeginning(procedure, { applicant: person, about, fields }, context)
    return { ...doorView(tx, procedure, preview), others: await otherCases(tx, about) }
  },
})

/** The door of an open case as its page shows it; nothing once it has ended. */
export function doorOf(
  tx: Transaction,
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): DoorView {
  return state.status === 'open'
    ? doorView(tx, procedure, previewDoor(procedure, state, {}, context))
    : { verdicts: [], refusal: null }
}

function doorView(tx: Transaction, procedure: Procedure, preview: DoorPreview): DoorView {
  const { state, door } = preview
  const ownClass = classOf(procedure, state)
  const refusal = door.refusal && problemIn(door.refusal, languageOf(tx))
  return {
    verdicts: door.certain.map((verdict) =>
      verdictView(tx, verdict, {
        about: state.about,
        fields: state.fields,
        class: Object.keys(ownClass).length > 0 ? ownClass : null,
        applicant: state.applicant,
      }),
    ),
    refusal: refusal && {
      code: refusal.code,
      title: refusal.title,
      detail: refusal.detail,
      grounds: [...(refusal.grounds ?? [])],
    },
  }
}
