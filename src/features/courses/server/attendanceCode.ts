import { toString as drawQr } from 'qrcode'
import { refuse } from '#kernel/problems/index.ts'
import type { Services } from '#platform/services.ts'

/** How long a code on the screen holds, and after how long the screen shows the next, seconds. */
const lasts = 60
const shown = 30

/**
 * What the screen of the room shows: the address of the attendance with a code that only this
 * installation can make, for this session, and that is worthless within a minute.
 */
export async function showCode(
  { secrets, environment, settings }: Services,
  organization: string,
  session: string,
): Promise<{ svg: string; url: string; next: number }> {
  const until = environment.now().getTime() + lasts * 1000
  const code = secrets.seal(Buffer.from(`${purpose} ${organization} ${session} ${until}`))
  const url = `${settings.publicUrl}/courses/attend/${session}?code=${code.toString('base64url')}`
  return { svg: await drawQr(url, { type: 'svg', margin: 2 }), url, next: shown }
}

const purpose = 'attendance'

/** Refuses a code that is none of this session, or that is over. */
export function demandCode(
  { secrets, environment }: Services,
  organization: string,
  session: string,
  code: string,
): void {
  const [kind, of, about, until] = opened(secrets, code).split(' ')
  const holds =
    kind === purpose &&
    of === organization &&
    about === session &&
    Number(until) >= environment.now().getTime()
  if (!holds) refuse('attendance-code')
}

function opened({ open }: Services['secrets'], code: string): string {
  try {
    return open(Buffer.from(code, 'base64url')).toString()
  } catch {
    return ''
  }
}
