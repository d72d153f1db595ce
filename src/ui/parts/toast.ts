import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'

/** A short message at the bottom of the screen. */
export interface ToastMessage {
  readonly text: string
  readonly kind: 'good' | 'stop'
  readonly undo?: { readonly title: string; readonly onPress: () => void }
}

/** The messages on the screen. */
export const toastQueue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/**
 * Shows that something was done. The message disappears after eight seconds, or after twenty when
 * it offers an undo.
 */
export function showToast(text: string, undo?: ToastMessage['undo']): void {
  toastQueue.add(
    { text, kind: 'good', ...(undo ? { undo } : {}) },
    { timeout: undo ? 20_000 : 8_000 },
  )
}

/** Shows that something failed. The message stays until it is closed. */
export function showErrorToast(text: string): void {
  toastQueue.add({ text, kind: 'stop' })
}
