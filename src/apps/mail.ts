import { Type } from 'typebox'
import { mailTaken } from '#features/start/server/public.ts'
import { performAction } from '#platform/gate/perform.ts'
import { stored } from '#platform/gate/stored.ts'
import { deliverMail } from '#platform/mail/deliver.ts'
import type { OutboxHandler } from '#platform/jobs/outbox.ts'

/**
 * What the outbox holds of a mail: the recipient's id, the sentence, and the case or page to open.
 */
const MailPayload = Type.Object({
  person: Type.String(),
  subject: Type.String(),
  caseId: Type.Optional(Type.String()),
  href: Type.Optional(Type.String()),
  /** The trial that it is of. */
  trial: Type.Optional(Type.String()),
})

const program = { kind: 'program', name: 'mail', withoutEdition: true } as const

/** Sends a notice to a person by mail, where mail is set up and the person has an address. */
export const sendMail: OutboxHandler = async (payload, { organizationId, services, signal }) => {
  const { smtpUrl, mailFrom, publicUrl } = services.settings
  if (!smtpUrl || !mailFrom) return
  const { person, subject, caseId, href, trial } = stored(MailPayload, payload, 'メール')
  const address = await services.gate.transact(organizationId, program, 'read', ({ db }) =>
    db
      .selectFrom('persons')
      .select('email')
      .where('organization_id', '=', organizationId)
      .where('id', '=', person)
      .executeTakeFirst(),
  )
  if (!address?.email) return
  await deliverMail(
    smtpUrl,
    {
      from: mailFrom,
      to: address.email,
      subject: `【関所】${subject}`,
      text: `${subject}\n\n${publicUrl}${caseId ? `/cases/${caseId}` : (href ?? '/')}\n`,
    },
    signal,
  )
  if (trial !== undefined)
    await performAction(services.gate, organizationId, program, mailTaken, { id: trial })
}
