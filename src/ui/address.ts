import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The parts of the address that vary: `/registers/$register` → `{ register }`. */
export function usePathParams(): Readonly<Record<string, string>> {
  return useParams({ strict: false })
}

/** What stands behind the `?` of the address, and a way to change it. Empty values are taken out; the way back keeps one entry per page. */
export function useSearchParams(): readonly [
  Readonly<Record<string, string>>,
  (changeSearch: Readonly<Record<string, string | undefined>>) => void,
] {
  const location = useLocation()
  const navigate = useNavigate()
  const changeSearch = useCallback(
    (next: Readonly<Record<string, string | undefined>>) => {
      const to = (previous: Readonly<Record<string, unknown>>): Record<string, unknown> => {
        const merged: Record<string, unknown> = { ...previous, ...next }
        return Object.fromEntries(
          Object.entries(merged).filter(([, value]) => value !== undefined && value !== ''),
        )
      }
      void navigate({ to: '.', search: to as never, replace: true, resetScroll: false })
    },
    [navigate],
  )
  return [location.search as Readonly<Record<string, string>>, changeSearch]
}

/** Goes to a page. */
export function useNavigateTo(): (href: string) => void {
  const navigate = useNavigate()
  return useCallback((href: string) => void navigate({ to: href }), [navigate])
}
