import { useCommonTexts } from '../i18n/index.ts'
import { Link } from './Button.tsx'

/**
 * The pages above this page; the page itself is not repeated. A page whose title is still being
 * fetched (empty) is left out, because a link without text has no accessible name.
 */
export function Breadcrumb({
  trail,
}: {
  readonly trail: readonly { readonly title: string; readonly href: string }[]
}) {
  const common = useCommonTexts()
  return (
    <nav aria-label={common('breadcrumb')}>
      <ol className="flex flex-wrap gap-x-2 text-[0.875rem]">
        {trail
          .filter(({ title }) => title !== '')
          .map((ancestor) => (
            <li
              key={ancestor.href}
              className="flex gap-2 after:text-sub after:content-['›'] last:after:content-none"
            >
              <Link quiet href={ancestor.href}>
                {ancestor.title}
              </Link>
            </li>
          ))}
      </ol>
    </nav>
  )
}
