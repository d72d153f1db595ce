/** The part of a key event that tells whether the IME holds the key. */
export interface MaybeComposing {
  readonly keyCode: number
  readonly nativeEvent: { readonly isComposing?: boolean }
}

/** True while an IME composes: Enter then confirms the conversion and must not send a form or choose a hit.
 * Safari reports the confirming Enter after composition has ended, with keyCode 229. */
export function isComposing(event: MaybeComposing): boolean {
  return event.nativeEvent.isComposing === true || event.keyCode === 229
}
