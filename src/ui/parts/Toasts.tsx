import {
  UNSTABLE_Toast as Message,
  UNSTABLE_ToastContent as Content,
  UNSTABLE_ToastRegion as Region,
  Text,
} from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { Button, IconButton } from './Button.tsx'
import { classNames } from './classNames.ts'
import { toastQueue } from './toast.ts'

/** The region of the toasts; F6 moves the focus to it. */
export default function Toasts() {
  const common = useCommonTexts()
  return (
    <Region
      queue={toastQueue}
      aria-label={common('toast.region')}
      className="fixed inset-x-3 bottom-20 z-50 flex flex-col items-end gap-2 outline-none lg:right-6 lg:bottom-6 lg:left-auto"
    >
      {({ toast }) => (
        <Message
          toast={toast}
          className={classNames(
            'enter flex w-full max-w-md items-center gap-3 rounded-12 border-l-4 bg-ink py-2 pr-2 pl-4 text-white shadow-lift',
            toast.content.kind === 'good' ? 'border-[#51b883]' : 'border-[#ff7171]',
          )}
        >
          <span aria-hidden="true">{toast.content.kind === 'good' ? '✓' : '●'}</span>
          <Content className="grow">
            <Text slot="title">{toast.content.text}</Text>
          </Content>
          {toast.content.undo && (
            <Button
              size="small"
              onPress={() => {
                toast.content.undo?.onPress()
                toastQueue.close(toast.key)
              }}
            >
              {toast.content.undo.title}
            </Button>
          )}
          <span className="[&_button]:text-white [&_button]:hover:bg-white/15">
            <IconButton icon="close" label={common('close')} slot="close" />
          </span>
        </Message>
      )}
    </Region>
  )
}
