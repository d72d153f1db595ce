/** How long after the last touch a page still counts as attended. Milliseconds; longer than the pages' own questions are apart, so that reading goes on between two of them. */
const attendedWithin = 90_000

let lastInputAt = Date.now()
for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
  globalThis.addEventListener(
    kind,
    () => {
      lastInputAt = Date.now()
    },
    { capture: true, passive: true },
  )
}

/** Whether somebody has moved, pressed, typed or scrolled on this page lately. */
export const isAttended = (): boolean => Date.now() - lastInputAt < attendedWithin
