import { useCallback, useEffect, useState } from 'react'
import { useLanguage } from './i18n/index.ts'
import { useYears } from './preferences.ts'
import { formatDate, formatMoment } from './formatDate.ts'

/** Formats a date ('YYYY-MM-DD') in this person's style: 令和8年11月21日（土） or 2026年11月21日（土）. */
export function useFormatDate(): (date: string, weekday?: boolean) => string {
  const language = useLanguage()
  const years = useYears()
  return useCallback(
    (date: string, weekday = false) => formatDate(date, { language, years, weekday }),
    [language, years],
  )
}

/** Formats a moment (ISO 8601) in Tokyo's time and this person's style. */
export function useFormatMoment(): (moment: string) => string {
  const language = useLanguage()
  const years = useYears()
  return useCallback(
    (moment: string) => formatMoment(moment, { language, years, weekday: false }),
    [language, years],
  )
}

/** The current time, updated every 30 seconds: for texts that say how much time is left. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
