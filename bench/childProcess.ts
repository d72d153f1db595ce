import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Makes a module do work in a separate process, so that clients do not run in the server's. The
 * module calls `working` with the same address.
 */
export function runInChild<Work extends object, Outcome>(
  module: string,
  work: Work,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(module), { serialization: 'advanced' })
    child.once('message', (answer: { readonly outcome?: Outcome; readonly error?: string }) => {
      child.disconnect()
      if (answer.error === undefined) resolve(answer.outcome as Outcome)
      else reject(new Error(answer.error))
    })
    child.once('error', reject)
    child.send(work)
  })
}

/** Does the work that `inProcess` sends, where `inProcess` started this module. */
export function serveAsChild<Work, Outcome>(
  module: string,
  work: (received: Work) => Promise<Outcome>,
): void {
  if (process.send === undefined || process.argv[1] !== fileURLToPath(module)) return
  process.once('message', (received: Work) => {
    work(received).then(
      (outcome) => process.send?.({ outcome }),
      (error: unknown) => process.send?.({ error: String(error) }),
    )
  })
}
