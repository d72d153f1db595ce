import { Dialog, Link as Anchor, Modal, ModalOverlay } from 'react-aria-components'
import { useCommonTexts, useLocalize } from '../i18n/index.ts'
import { IconButton } from '../parts/Button.tsx'
import { classNames } from '../parts/classNames.ts'
import { Icon } from '../parts/icons.tsx'
import type { NavSectionPages } from './features.ts'
import { NavCount } from './NavRail.tsx'

/** The drawer from the bottom with all sections and their pages. */
export default function Drawer({
  onClose,
  sections,
}: {
  readonly onClose: () => void
  readonly sections: readonly NavSectionPages[]
}) {
  const common = useCommonTexts()
  const localize = useLocalize()
  return (
    <ModalOverlay
      isOpen
      onOpenChange={onClose}
      isDismissable
      className="fixed inset-0 z-40 flex items-end bg-[#00002a]/35"
    >
      <Modal className="enter w-full">
        <Dialog
          aria-label={common('rail.all')}
          className="max-h-[80dvh] overflow-y-auto rounded-t-16 bg-paper pb-8 outline-none"
        >
          <div className="flex items-center justify-between border-b border-line py-1 pr-2 pl-4">
            <p className="font-700">{common('rail.all')}</p>
            <IconButton icon="close" label={common('close')} onPress={onClose} />
          </div>
          <ul className="p-2">
            {sections.map((section) =>
              section.pages.map((page, index) => (
                <li key={page.path}>
                  <Anchor
                    href={page.path}
                    onPress={onClose}
                    className={classNames(
                      'flex min-h-12 items-center gap-3 rounded-8 px-3 no-underline hover:bg-soft',
                      index > 0 && 'ml-8',
                    )}
                  >
                    {index === 0 && <Icon name={section.place} className="text-sub" />}
                    {index === 0 ? common(`place.${section.place}`) : localize(page.title)}
                    <NavCount page={page} />
                  </Anchor>
                </li>
              )),
            )}
          </ul>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
