/**
 * How long after the last input a page still counts as attended, in milliseconds. Longer than the
 * interval at which pages poll, so that a poll during reading keeps the session alive.
 */
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

/** Whether somebody has moved the pointer, pressed, typed or scrolled on this page lately. */
export const isAttended = (): boolean => Date.now() - lastInputAt < attendedWithin
