import type { RefObject } from 'react'
import { Header, Menu, MenuItem, MenuSection, Popover, Separator } from 'react-aria-components'
import { useFormatMoment } from '../dates.ts'
import { setLanguage, signs, useCommonTexts, useLanguage, useLocalize } from '../i18n/index.ts'
import { Icon } from '../parts/icons.tsx'
import { setYears, useYears } from '../preferences.ts'
import { signOut, unitTitle, useSession } from '../session/session.ts'
import { useFeatures } from './features.ts'

const itemClass =
  'flex min-h-11 cursor-pointer items-center gap-2 px-4 outline-none data-[focused]:bg-act-soft'

/** The account menu: the last sign-in, the language, the style of years, and signing out. */
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
            .join(signs().dot)}
        </p>
        {session.lastSignInAt !== null && (
          <p className="mt-1 text-[0.8125rem] text-sub">
            {common('account.last', { when: formatMoment(session.lastSignInAt) })}
          </p>
        )}
      </div>
      <Menu
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opens because its button was pressed
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
        <ChoiceSection
          title={common('account.language')}
          choices={[
            { id: 'ja', title: '日本語' },
            { id: 'en', title: 'English' },
          ]}
          selected={language}
          onSelect={(id) => void setLanguage(id)}
        />
        <Separator className="my-1 border-t border-line" />
        <ChoiceSection
          title={common('account.years')}
          choices={[
            { id: 'japanese', title: common('account.japanese') },
            { id: 'gregorian', title: common('account.gregorian') },
          ]}
          selected={years}
          onSelect={setYears}
        />
        <Separator className="my-1 border-t border-line" />
        <MenuItem className={itemClass} onAction={() => void signOut()}>
          {common('account.signOut')}
        </MenuItem>
      </Menu>
    </Popover>
  )
}

/** A section of the menu in which one choice is selected. */
function ChoiceSection<Id extends string>({
  title,
  choices,
  selected,
  onSelect,
}: {
  readonly title: string
  readonly choices: readonly { readonly id: Id; readonly title: string }[]
  readonly selected: Id
  readonly onSelect: (id: Id) => void
}) {
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const choice = choices.find(({ id }) => keys !== 'all' && keys.has(id))
        if (choice !== undefined) onSelect(choice.id)
      }}
    >
      <Header className="px-4 pt-2 text-[0.8125rem] text-sub">{title}</Header>
      {choices.map((choice) => (
        <MenuItem key={choice.id} id={choice.id} className={itemClass}>
          {({ isSelected }) => <Choice isSelected={isSelected}>{choice.title}</Choice>}
        </MenuItem>
      ))}
    </MenuSection>
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
