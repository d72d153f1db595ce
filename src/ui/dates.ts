import { useCallback, useEffect, useState } from 'react'
import { useLanguage } from './i18n/index.ts'
import { useYears } from './preferences.ts'
import { sayDate, sayMoment } from './sayDate.ts'

/** Says a date ('YYYY-MM-DD') as this person reads dates: 令和8年11月21日（土） or 2026年11月21日（土）. */
export function useDate(): (date: string, weekday?: boolean) => string {
  const language = useLanguage()
  const years = useYears()
  return useCallback(
    (date: string, weekday = false) => sayDate(date, { language, years, weekday }),
    [language, years],
  )
}

/** Says a moment (ISO 8601) in Tokyo's time as this person reads dates. */
export function useMoment(): (moment: string) => string {
  const language = useLanguage()
  const years = useYears()
  return useCallback(
    (moment: string) => sayMoment(moment, { language, years, weekday: false }),
    [language, years],
  )
}

/** The present, renewed every half minute: for what tells how much time is left. */
export function useNow(): Date {
  const [now, renew] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => renew(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
