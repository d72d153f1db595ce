import { dayOf, formatEra, timeOf } from '#kernel/calendar/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { signedText } from '#kernel/procedures/index.ts'
import { ProblemError, refuse } from '#kernel/problems/index.ts'
import type { FormSheet } from '#platform/documents/print/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { ActOnCase } from '../../contract/acts.ts'
import type { SigningText } from '../../contract/signing.ts'
import { caseContext, procedureOf } from '../context.ts'
import { evaluateAct } from '../evaluateAct.ts'
import { readableCase } from '../access.ts'
import { nameOf } from '../nameOf.ts'
import type { StoredCase } from '../store.ts'
import { digestOf, sealOf } from './seal.ts'
import type { SignedStatement } from './seal.ts'

/**
 * The text that the actor would sign with this act. Refuses where the act itself would be refused.
 */
export const prepareSigning = defineQuery({
  name: 'case.signing',
  input: ActOnCase,
  authorise: (tx, input) => readableCase(tx, input.id),
  async run(
    tx,
    input,
    stored,
  ): Promise<{ shown: SigningText; signed: SignedStatement; seal: string; sheet: FormSheet }> {
    const person = actorPerson(tx) ?? refuse('signed-out')
    const { result } = await evaluateAct(tx, stored, person, input, 'prepared')
    if (!result.ok) throw new ProblemError(result.problem)
    const shown = await textOf(tx, stored, result.state, input.step)
    const signed = statementOf(tx, stored, input.step, shown, person, tx.now)
    const seal = sealOf(signed)
    return { shown, signed, seal, sheet: sheetOf(tx, stored, signed, seal) }
  },
})

/** The text of a step; its placeholders are filled from the case as it is after the act. */
export async function textOf(
  tx: Transaction,
  stored: StoredCase,
  after: CaseState,
  stepId: string,
): Promise<SigningText> {
  const procedure = procedureOf(tx, stored.state.procedure)
  const step = procedure.steps.get(stepId)
  const sign = step?.sign ?? refuse('nothing-to-sign', { step: step?.title ?? stepId })
  const person = actorPerson(tx) ?? refuse('signed-out')
  const text = signedText(
    procedure,
    after,
    sign.text,
    person,
    await caseContext(tx, procedure, after.fields),
  ).trim()
  return {
    title: sign.title,
    text,
    digest: digestOf({ title: sign.title, text }),
    signer: nameOf(tx, person),
  }
}

export function statementOf(
  tx: Transaction,
  stored: StoredCase,
  step: string,
  shown: SigningText,
  person: string,
  signedAt: Date,
): SignedStatement {
  return {
    organization: tx.organization.id,
    caseId: stored.id,
    number: stored.number,
    step,
    title: shown.title,
    body: shown.text,
    signer: person,
    signerName: shown.signer,
    signedAt,
  }
}

/**
 * The sealed text as a sheet to print: the text, the signer, the moment, and the digests by which
 * it can be verified.
 */
function sheetOf(
  tx: Transaction,
  { number, subject, state }: StoredCase,
  { title, body, signer, signerName, signedAt }: SignedStatement,
  seal: string,
): FormSheet {
  const { view } = tx.organization
  const unit = view.units.get(view.persons.get(signer)?.unit ?? '')?.title ?? ''
  return {
    organization: tx.organization.title,
    title,
    documentNumber: number,
    date: dayOf(signedAt),
    lead: body,
    sections: [
      {
        heading: '署名',
        rows: [
          { label: '署名した人', value: [unit, signerName].filter(Boolean).join('　') },
          { label: '日時', value: `${formatEra(dayOf(signedAt))} ${timeOf(signedAt)}` },
          {
            label: '本人の確かめ方',
            value: 'サインインした本人が、署名のときにパスワードか個人コードをもう一度入れた',
          },
          { label: '案件', value: `${procedureOf(tx, state.procedure).title}　${subject}` },
          { label: '封印（SHA-256）', value: seal.match(/.{1,32}/g)?.join('\n') ?? seal },
        ],
      },
    ],
    notes: [
      '封印は、文章、署名した人、日時から作った値です。この紙のもとのファイルは、案件のページの「署名」で確かめられます。',
    ],
  }
}
