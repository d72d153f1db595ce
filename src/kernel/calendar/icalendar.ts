import { addDays } from './days.ts'

/** A day in a calendar: what is due, and the page where it is done. */
export interface CalendarDay {
  /** The same whenever the calendar is read. */
  readonly uid: string
  /** YYYY-MM-DD */
  readonly day: string
  readonly title: string
  readonly url: string
}

/** A calendar of whole days in the form of RFC 5545. `today` is when it was made. */
export function icalendar(name: string, today: string, days: readonly CalendarDay[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sekisho//Sekisho//JA',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap(({ uid, day, title, url }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}`,
      `DTSTAMP:${basic(today)}T000000Z`,
      `DTSTART;VALUE=DATE:${basic(day)}`,
      `DTEND;VALUE=DATE:${basic(addDays(day, 1))}`,
      `SUMMARY:${escaped(title)}`,
      `URL:${url}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
}

const basic = (day: string): string => day.replaceAll('-', '')

function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ')
}

/** Octets of a line before it goes on in the next, which begins with a space. */
const octets = 75
const bytes = new TextEncoder()

/** A line in pieces of at most so many octets; no letter is cut. */
function folded(line: string): string {
  let text = ''
  let length = 0
  for (const letter of line) {
    const size = bytes.encode(letter).length
    if (length + size > octets) {
      text += '\r\n '
      length = 1
    }
    text += letter
    length += size
  }
  return text
}
