/** The part of a key event that shows whether the IME handles the key. */
export interface MaybeComposing {
  readonly keyCode: number
  readonly nativeEvent: { readonly isComposing?: boolean }
}

/**
 * True while an IME composes: Enter then confirms the conversion and must not submit a form or
 * choose a hit. Safari reports the confirming Enter after the composition has ended, with keyCode
 * 229.
 */
export function isComposing(event: MaybeComposing): boolean {
  return event.nativeEvent.isComposing === true || event.keyCode === 229
}
