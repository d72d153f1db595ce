import { createTransport } from 'nodemailer'

export interface Mail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Hands a mail to the SMTP server at the address (smtp://…, smtps://…). Throws what the server said. */
export async function deliverMail(smtpUrl: string, mail: Mail): Promise<void> {
  const transport = createTransport(smtpUrl)
  try {
    await transport.sendMail(mail)
  } finally {
    transport.close()
  }
}
