import { Dialog, Link as Anchor, Modal, ModalOverlay } from 'react-aria-components'
import { useKit, useWords } from '../i18n/index.ts'
import { IconButton } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import type { PlaceEntry } from './features.ts'
import { Count } from './Rail.tsx'

/** All places and their pages, from below. */
export default function Drawer({
  onClose,
  entries,
}: {
  readonly onClose: () => void
  readonly entries: readonly PlaceEntry[]
}) {
  const kit = useKit()
  const words = useWords()
  return (
    <ModalOverlay
      isOpen
      onOpenChange={onClose}
      isDismissable
      className="fixed inset-0 z-40 flex items-end bg-[#00002a]/35"
    >
      <Modal className="enter w-full">
        <Dialog
          aria-label={kit('rail.all')}
          className="max-h-[80dvh] overflow-y-auto rounded-t-16 bg-paper pb-8 outline-none"
        >
          <div className="flex items-center justify-between border-b border-line py-1 pr-2 pl-4">
            <p className="font-700">{kit('rail.all')}</p>
            <IconButton icon="close" label={kit('close')} onPress={onClose} />
          </div>
          <ul className="p-2">
            {entries.map((entry) =>
              entry.pages.map((page, index) => (
                <li key={page.path}>
                  <Anchor
                    href={page.path}
                    onPress={onClose}
                    className={classes(
                      'flex min-h-12 items-center gap-3 rounded-8 px-3 no-underline hover:bg-soft',
                      index > 0 && 'ml-8',
                    )}
                  >
                    {index === 0 && <Icon name={entry.place} className="text-sub" />}
                    {index === 0 ? kit(`place.${entry.place}`) : words(page.title)}
                    <Count page={page} />
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
