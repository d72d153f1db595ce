import { createTransport } from 'nodemailer'

export interface Mail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/**
 * Longest waits for the mail server, milliseconds: a busy one may greet late. nodemailer counts the
 * greeting into the time of the connection too.
 */
export const mailWaits = {
  dnsTimeout: 10_000,
  connectionTimeout: 45_000,
  greetingTimeout: 30_000,
  socketTimeout: 30_000,
}

/**
 * Sends a mail by the SMTP server at the URL (smtp://…, smtps://…), until the signal ends it. Throws
 * the server's error.
 */
export async function deliverMail(smtpUrl: string, mail: Mail, signal: AbortSignal): Promise<void> {
  const transport = createTransport({ url: smtpUrl, ...mailWaits })
  // The types of nodemailer do not know the signal yet.
  const message = { ...mail, signal }
  try {
    await transport.sendMail(message)
  } finally {
    transport.close()
  }
}
