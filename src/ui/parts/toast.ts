import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'

/** A message at the foot of the screen. */
export interface ToastMessage {
  readonly text: string
  readonly kind: 'good' | 'stop'
  readonly undo?: { readonly title: string; readonly onPress: () => void }
}

/** The messages that are shown now. */
export const toastQueue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/** Says in one sentence that something was done. It goes away after eight seconds, unless there is a way back to offer: then it stays
 * twenty. */
export function showToast(text: string, undo?: ToastMessage['undo']): void {
  toastQueue.add(
    { text, kind: 'good', ...(undo ? { undo } : {}) },
    { timeout: undo ? 20_000 : 8_000 },
  )
}

/** Says in one sentence that something could not be done. It stays until it is closed. */
export function showErrorToast(text: string): void {
  toastQueue.add({ text, kind: 'stop' })
}
