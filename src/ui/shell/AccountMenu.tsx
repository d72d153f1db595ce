import { lazy, Suspense, useRef, useState } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { Icon } from '../parts/icons.tsx'
import { unitTitle, useSession } from '../session/session.ts'

const loadPopover = () => import('./AccountPopover.tsx')
const AccountPopover = lazy(loadPopover)

/** The button with the person's name; its popover is loaded when the button is hovered. */
export function AccountMenu({ compact = false }: { readonly compact?: boolean }) {
  const session = useSession()
  const common = useCommonTexts()
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Pressable
        ref={trigger}
        aria-haspopup="menu"
        aria-expanded={open}
        onHoverStart={() => void loadPopover()}
        onPress={() => setOpen(true)}
        aria-label={compact ? common('account.label', { name: session.person.name }) : undefined}
        className={
          compact
            ? 'inline-flex size-11 cursor-pointer items-center justify-center rounded-8 hover:bg-calm-soft'
            : 'mt-3 flex w-full cursor-pointer items-center gap-2.5 rounded-8 px-2.5 py-2 text-left hover:bg-soft'
        }
      >
        <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-act-soft text-act">
          <Icon name="person" size={18} />
        </span>
        {!compact && (
          <>
            <span className="min-w-0 grow">
              <span className="block truncate text-[0.9375rem] leading-140 font-700">
                {session.person.name}
              </span>
              <span className="block truncate text-[0.75rem] text-sub">{unitTitle(session)}</span>
            </span>
            <Icon name="up" size={16} className="text-sub" />
          </>
        )}
      </Pressable>
      <Suspense>
        {open && (
          <AccountPopover
            trigger={trigger}
            placement={compact ? 'bottom end' : 'top start'}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  )
}
