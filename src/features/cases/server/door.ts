import type { Procedure } from '#kernel/packs/procedure.ts'
import { formatValue } from '#kernel/fields/index.ts'
import type { Field } from '#kernel/fields/index.ts'
import { classOf, knownValues, previewBeginning, previewDoor } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState, DoorPreview } from '#kernel/procedures/index.ts'
import { problemIn, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { locateEntries } from '#features/registers/server/public.ts'
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
    const about = stored?.state.about ?? (await loadAbout(tx, procedure, input.about ?? []))
    const context = await caseContext(tx, procedure, { ...stored?.state.fields, ...fields }, about)
    if (stored !== undefined)
      return {
        ...(await doorView(
          tx,
          procedure,
          previewDoor(procedure, stored.state, fields, context),
          context,
        )),
        others: await otherCases(tx, stored.state.about, stored.id),
      }
    const preview = previewBeginning(procedure, { applicant: person, about, fields }, context)
    return {
      ...(await doorView(tx, procedure, preview, context)),
      others: await otherCases(tx, about),
    }
  },
})

/** The door of an open case as its page shows it; nothing once it has ended. */
export async function doorOf(
  tx: Transaction,
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): Promise<DoorView> {
  return state.status === 'open'
    ? doorView(tx, procedure, previewDoor(procedure, state, {}, context), context)
    : { verdicts: [], known: [], refusal: null }
}

async function doorView(
  tx: Transaction,
  procedure: Procedure,
  preview: DoorPreview,
  context: CaseContext,
): Promise<DoorView> {
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
    known: await knownView(tx, procedure, state, context),
    refusal: refusal && {
      code: refusal.code,
      title: refusal.title,
      detail: refusal.detail,
      grounds: [...(refusal.grounds ?? [])],
    },
  }
}

/** What is known of the fields, as it is shown. */
async function knownView(
  tx: Transaction,
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): Promise<DoorView['known']> {
  const known = [...knownValues(procedure, procedure.fields, state, state.fields, context)]
  const fieldOf = (id: string): Field | undefined =>
    procedure.fields.find((field) => field.id === id)
  const pointed = known.filter(([id]) => fieldOf(id)?.type === 'line')
  const { names } = await locateEntries(
    tx,
    pointed.map(([, { value }]) => String(value)),
  )
  const format = { ...context.format, entry: (_register: string, id: string) => names.get(id) }
  return known.flatMap(([id, { value, entries }]) => {
    const field = fieldOf(id)
    return field === undefined
      ? []
      : [{ field: id, value, text: formatValue(field, value, format), entries: [...entries] }]
  })
}
