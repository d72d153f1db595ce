import { useKit } from '../i18n/index.ts'
import { Link } from './Button.tsx'

/** Where this page lies; the page itself is not repeated. */
export function Breadcrumb({
  trail,
}: {
  readonly trail: readonly { readonly title: string; readonly href: string }[]
}) {
  const kit = useKit()
  return (
    <nav aria-label={kit('breadcrumb')}>
      <ol className="flex flex-wrap gap-x-2 text-[0.875rem]">
        {trail.map((stop) => (
          <li
            key={stop.href}
            className="flex gap-2 after:text-sub after:content-['›'] last:after:content-none"
          >
            <Link quiet href={stop.href}>
              {stop.title}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
