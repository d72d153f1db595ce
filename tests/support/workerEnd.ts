/**
 * What a worker closes when it has run its last file: kept on the global object, since an
 * environment and the tests in it have modules of their own.
 */
const key = Symbol.for('sekisho.tests.workerEnd')
type Closing = () => Promise<void>

function closings(): Closing[] {
  const holder = globalThis as { [key]?: Closing[] }
  return (holder[key] ??= [])
}

/**
 * Has something closed when this worker ends; only in projects whose environment is
 * `browserEnvironment.ts`.
 */
export function atWorkerEnd(close: Closing): void {
  closings().push(close)
}

/** Closes everything, what was opened last first. */
export async function endWorker(): Promise<void> {
  for (const close of closings().splice(0).toReversed()) await close()
}
