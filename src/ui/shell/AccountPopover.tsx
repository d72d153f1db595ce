import type { RefObject } from 'react'
import { Header, Menu, MenuItem, MenuSection, Popover, Separator } from 'react-aria-components'
import { useFormatMoment } from '../dates.ts'
import { setLanguage, useCommonTexts, useLanguage, useLocalize } from '../i18n/index.ts'
import { Icon } from '../parts/icons.tsx'
import { setYears, useYears } from '../preferences.ts'
import { signOut, unitTitle, useSession } from '../session/session.ts'
import { useFeatures } from './features.ts'

const itemClass =
  'flex min-h-11 cursor-pointer items-center gap-2 px-4 outline-none data-[focused]:bg-act-soft'

/** What opens from the person's name: when they last signed in, the screen's language and years, and the way out. */
export default function AccountPopover({
  trigger,
  placement,
  onClose,
}: {
  readonly trigger: RefObject<HTMLElement | null>
  readonly placement: 'bottom end' | 'top start'
  readonly onClose: () => void
}) {
  const session = useSession()
  const common = useCommonTexts()
  const localize = useLocalize()
  const pages = useFeatures().routes.filter((route) => route.inAccountMenu === true)
  const language = useLanguage()
  const years = useYears()
  const formatMoment = useFormatMoment()
  return (
    <Popover
      isOpen
      triggerRef={trigger}
      aria-label={common('account.label', { name: session.person.name })}
      placement={placement}
      onOpenChange={onClose}
      className="enter min-w-64 max-w-[90vw] overflow-hidden rounded-12 border border-line bg-paper shadow-lift"
    >
      <div className="border-b border-line bg-soft px-4 py-3">
        <p className="font-700">{session.person.name}</p>
        <p className="text-[0.875rem] text-sub">
          {[
            unitTitle(session),
            ...session.roles.map((role) => (typeof role === 'string' ? role : role.title)),
          ]
            .filter(Boolean)
            .join('・')}
        </p>
        {session.lastSignInAt !== null && (
          <p className="mt-1 text-[0.8125rem] text-sub">
            {common('account.last', { when: formatMoment(session.lastSignInAt) })}
          </p>
        )}
      </div>
      <Menu
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opens because one pressed the name
        autoFocus="first"
        onClose={onClose}
        className="py-1 outline-none"
        aria-label={common('account.label', { name: session.person.name })}
      >
        {pages.map((route) => (
          <MenuItem key={route.path} id={route.path} href={route.path} className={itemClass}>
            {localize(route.title)}
          </MenuItem>
        ))}
        <MenuSection
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[language]}
          onSelectionChange={(keys) =>
            void setLanguage(keys !== 'all' && keys.has('en') ? 'en' : 'ja')
          }
        >
          <Header className="px-4 pt-2 text-[0.8125rem] text-sub">
            {common('account.language')}
          </Header>
          <MenuItem id="ja" className={itemClass}>
            {({ isSelected }) => <Choice isSelected={isSelected}>日本語</Choice>}
          </MenuItem>
          <MenuItem id="en" className={itemClass}>
            {({ isSelected }) => <Choice isSelected={isSelected}>English</Choice>}
          </MenuItem>
        </MenuSection>
        <Separator className="my-1 border-t border-line" />
        <MenuSection
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[years]}
          onSelectionChange={(keys) =>
            setYears(keys !== 'all' && keys.has('gregorian') ? 'gregorian' : 'japanese')
          }
        >
          <Header className="px-4 pt-2 text-[0.8125rem] text-sub">{common('account.years')}</Header>
          <MenuItem id="japanese" className={itemClass}>
            {({ isSelected }) => (
              <Choice isSelected={isSelected}>{common('account.japanese')}</Choice>
            )}
          </MenuItem>
          <MenuItem id="gregorian" className={itemClass}>
            {({ isSelected }) => (
              <Choice isSelected={isSelected}>{common('account.gregorian')}</Choice>
            )}
          </MenuItem>
        </MenuSection>
        <Separator className="my-1 border-t border-line" />
        <MenuItem className={itemClass} onAction={() => void signOut()}>
          {common('account.signOut')}
        </MenuItem>
      </Menu>
    </Popover>
  )
}

function Choice({
  isSelected,
  children,
}: {
  readonly isSelected: boolean
  readonly children: string
}) {
  return (
    <>
      <span className="inline-flex w-5 justify-center text-act">
        {isSelected && <Icon name="check" size={18} />}
      </span>
      <span className={isSelected ? 'font-700' : ''}>{children}</span>
    </>
  )
}
