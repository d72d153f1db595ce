import { lazy, Suspense, useState } from 'react'
import { Button as Pressable, Link as Anchor } from 'react-aria-components'
import { useKit } from '../i18n/index.ts'
import { IconButton } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import { useSession } from '../session/session.ts'
import { AccountMenu } from './AccountMenu.tsx'
import type { PlaceEntry } from './features.ts'
import { Count, Mark, usePlaces } from './Rail.tsx'
import { useOpenSearch } from './search.ts'

const Drawer = lazy(() => import('./Drawer.tsx'))
const atMost = 4

/** The head of the screen on a phone: where I am signed in, search, me. */
export function PhoneTop() {
  const session = useSession()
  const kit = useKit()
  const search = useOpenSearch()
  return (
    <header className="sticky top-0 z-20 flex items-center gap-1 border-b border-line bg-paper/95 px-3 py-1 lg:hidden print:hidden">
      <Anchor href="/" className="flex min-w-0 grow items-center gap-2 no-underline">
        <Mark />
        <span className="truncate text-[0.9375rem] font-700">{session.organization.title}</span>
      </Anchor>
      <IconButton icon="search" label={kit('search.label')} onPress={search} />
      <AccountMenu compact />
    </header>
  )
}

const cell =
  'relative flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-[0.6875rem] leading-120 no-underline cursor-pointer'

/** The foot of the screen on a phone: the first places, and a drawer with all pages. */
export function BottomBar() {
  const { entries, here } = usePlaces()
  const kit = useKit()
  const [open, setOpen] = useState(false)
  const shown =
    entries.length <= atMost + 1 && entries.every((entry) => entry.pages.length === 1)
      ? entries
      : entries.slice(0, atMost)
  const more = shown.length < entries.length || entries.some((entry) => entry.pages.length > 1)
  return (
    <nav
      aria-label={kit('rail.label')}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="flex">
        {shown.map((entry) => (
          <Tab key={entry.place} entry={entry} on={entry === here} />
        ))}
        {more && (
          <li className="flex-1">
            <Pressable className={cell} onPress={() => setOpen(true)}>
              <Icon name="more" />
              {kit('rail.more')}
            </Pressable>
          </li>
        )}
      </ul>
      <Suspense>{open && <Drawer onClose={() => setOpen(false)} entries={entries} />}</Suspense>
    </nav>
  )
}

function Tab({ entry, on }: { readonly entry: PlaceEntry; readonly on: boolean }) {
  const kit = useKit()
  const first = entry.pages[0]
  if (first === undefined) return null
  return (
    <li className="flex-1">
      <Anchor
        href={first.path}
        {...(on ? { 'aria-current': 'page' as const } : {})}
        className={classes(
          cell,
          on &&
            'font-700 text-act before:absolute before:inset-x-3 before:top-0 before:h-[3px] before:rounded-b-4 before:bg-act',
        )}
      >
        <Icon name={entry.place} />
        {kit(`place.short.${entry.place}`)}
        <span className="absolute top-1 left-1/2 ml-2 origin-left scale-75">
          <Count page={first} />
        </span>
      </Anchor>
    </li>
  )
}
