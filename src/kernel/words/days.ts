import { dayOf, timeOf } from '../calendar/days.ts'
import { formatEra } from '../calendar/eras.ts'
import type { Words } from './words.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec']

/** A day ('YYYY-MM-DD') as a sentence says it: 令和8年11月21日 / “21 Nov 2026”. */
export function dayWords(day: string): Words {
  const [year = '', month = '', date = ''] = day.split('-')
  return { ja: formatEra(day), en: `${Number(date)} ${months[Number(month) - 1] ?? ''} ${year}` }
}

/** A moment in Tokyo's time as a sentence says it: 令和8年11月21日 15:00 / “21 Nov 2026 15:00”. */
export function momentWords(at: string | Date): Words {
  const [day, time] = [dayWords(dayOf(at)), timeOf(at)]
  return { ja: `${day.ja} ${time}`, en: `${day.en} ${time}` }
}
