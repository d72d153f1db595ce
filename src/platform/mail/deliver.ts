import { createTransport } from 'nodemailer'

export interface Mail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends a mail by the SMTP server at the URL (smtp://…, smtps://…). Throws the server's error. */
export async function deliverMail(smtpUrl: string, mail: Mail): Promise<void> {
  const transport = createTransport(smtpUrl)
  try {
    await transport.sendMail(mail)
  } finally {
    transport.close()
  }
}
