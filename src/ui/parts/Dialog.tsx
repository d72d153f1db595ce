import type { ReactNode } from 'react'
import { Dialog as Room, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { IconButton } from './Button.tsx'

const widths = { normal: 'max-w-xl', wide: 'max-w-4xl' } as const

/**
 * A dialog over the page: one question or one short form. Esc and × close it and return the focus.
 * On a narrow screen it fills the lower part.
 */
export function DialogFrame({
  isOpen,
  title,
  onClose,
  children,
  actions,
  width = 'normal',
}: {
  readonly isOpen: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** The buttons at the bottom; the main action first. */
  readonly actions?: ReactNode
  readonly width?: keyof typeof widths
}) {
  const common = useCommonTexts()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      className="fixed inset-0 z-40 flex items-end justify-center bg-[#00002a]/35 sm:items-center sm:p-6"
    >
      <Modal className={`enter w-full ${widths[width]}`}>
        <Room className="flex max-h-[92dvh] flex-col rounded-t-16 bg-paper shadow-lift outline-none sm:rounded-16">
          <div className="flex items-start gap-3 px-5 pt-4 sm:px-7 sm:pt-6">
            <Heading slot="title" className="grow text-[1.25rem] leading-150">
              {title}
            </Heading>
            <IconButton icon="close" label={common('close')} onPress={onClose} />
          </div>
          <div className="overflow-y-auto px-5 pt-2 pb-6 sm:px-7">{children}</div>
          {actions !== undefined && (
            <div className="flex flex-wrap gap-3 border-t border-line px-5 py-4 sm:px-7">
              {actions}
            </div>
          )}
        </Room>
      </Modal>
    </ModalOverlay>
  )
}
