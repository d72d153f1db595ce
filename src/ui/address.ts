import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The path parameters of the address: `/registers/$register` → `{ register }`. */
export function usePathParams(): Readonly<Record<string, string>> {
  return useParams({ strict: false })
}

/**
 * The search parameters of the address, and a function that changes some of them. An empty or
 * undefined value removes the parameter. A change replaces the history entry, so that each page has
 * one.
 */
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

/** A function that goes to a page. */
export function useNavigateTo(): (href: string) => void {
  const navigate = useNavigate()
  return useCallback((href: string) => void navigate({ to: href }), [navigate])
}
