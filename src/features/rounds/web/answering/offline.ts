import { keyOf, refresh } from '#ui/api.ts'
import { isFromDevice } from '#ui/http/reached.ts'
import { touchedByRounds } from '../touched.ts'
import { isCutOff, sendKeptAnswers } from './queue.ts'

let begun = false

/**
 * Has the checks kept on this device, so that they open without a network. Does nothing where the
 * browser has no service workers: without https they have none.
 */
export function keepChecks(): void {
  const workers = globalThis.navigator?.serviceWorker
  if (begun || workers === undefined) return
  begun = true
  const noteReached = (): void => {
    isCutOff.set(isFromDevice.get())
    if (!isFromDevice.get()) void sendKeptAnswers()
  }
  isFromDevice.watch(noteReached)
  if (isFromDevice.get()) isCutOff.set(true)
  // What was read before the worker was there is read once more, through it: first whose it is.
  if (workers.controller === null)
    workers.addEventListener(
      'controllerchange',
      () => void refresh([keyOf('/api/session')]).then(() => refresh(touchedByRounds)),
      { once: true },
    )
  void workers.register('/offline.js', { updateViaCache: 'none' }).catch(() => undefined)
}
