import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import { ActOnCase } from '../../contract/acts.ts'
import { commitAct, evaluateAct } from '../evaluateAct.ts'
import { changeableCase } from '../access.ts'
import { statementOf, textOf } from './prepare.ts'
import { sealOf } from './seal.ts'

const Hex = Type.String({ pattern: '^[0-9a-f]{64}$' })

/**
 * What the server has prepared before signing: the moment, the digest of the text that was read,
 * and the PDF that is already stored.
 */
const Sealed = Type.Object({
  id: Type.String(),
  signedAt: Type.String(),
  digest: Hex,
  seal: Hex,
  sha256: Hex,
  size: Type.Integer(),
})

/**
 * Signs the text of the present step and acts on the step, in one transaction. The caller has
 * verified the person's password before.
 */
export const signCase = defineAction({
  name: 'case.sign',
  title: { ja: '署名して案件を進めた', en: 'Signed and moved a case on' },
  input: Type.Object({ act: ActOnCase, sealed: Sealed }),
  async authorise(tx, { act }) {
    const person = actorPerson(tx) ?? refuse('signed-out')
    return { person, stored: await changeableCase(tx, act.id) }
  },
  async run(tx, { act, sealed }, { person, stored }) {
    const evaluation = await evaluateAct(tx, stored, person, act, sealed.id)
    const transition = await commitAct(tx, stored, evaluation)
    if (!evaluation.result.ok) return transition
    const shown = await textOf(tx, stored, evaluation.result.state, act.step)
    const signedAt = new Date(sealed.signedAt)
    const signed = statementOf(tx, stored, act.step, shown, person, signedAt)
    if (shown.digest !== sealed.digest || sealOf(signed) !== sealed.seal)
      refuse('text-changed', { title: shown.title })
    const base = { organization_id: tx.organization.id }
    const file = tx.newId()
    await tx.db
      .insertInto('files')
      .values({
        ...base,
        id: file,
        sha256: sealed.sha256,
        size: sealed.size,
        name: `${stored.number} ${shown.title}.pdf`,
        media_type: 'application/pdf',
        scan: 'clean',
        uploaded_by: person,
        uploaded_at: signedAt,
      })
      .execute()
    await tx.db
      .insertInto('signatures')
      .values({
        ...base,
        id: sealed.id,
        case_id: stored.id,
        step: act.step,
        title: shown.title,
        body: shown.text,
        signer_id: person,
        signer_name: shown.signer,
        signed_at: signedAt,
        seal: sealed.seal,
        file_id: file,
      })
      .execute()
    return {
      ...transition,
      event: {
        ...transition.event,
        detail: {
          ...transition.event.detail,
          signed: { id: sealed.id, title: shown.title, seal: sealed.seal, pdf: sealed.sha256 },
        },
      },
    }
  },
})
