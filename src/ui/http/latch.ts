/** A value that React can watch and that code outside React can set. */
export interface Signal<T> {
  readonly get: () => T
  readonly set: (next: T) => void
  readonly watch: (listener: () => void) => () => void
}

/** Makes a signal; a component reads it by `useSyncExternalStore(signal.watch, signal.get)`. */
export function signal<T>(first: T): Signal<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(value, next)) return
      value = next
      for (const listener of listeners) listener()
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/**
 * Several callers wait for one event: `open` resolves all of them, `giveUp` rejects all of them.
 */
export interface Latch {
  readonly wait: () => Promise<void>
  readonly open: () => void
  readonly giveUp: (reason?: Error) => void
  /** How many callers are waiting. */
  readonly waitingCount: Signal<number>
}

/** Makes a latch. */
export function latch(): Latch {
  let callers: { readonly resolve: () => void; readonly reject: (reason: Error) => void }[] = []
  const waitingCount = signal(0)
  const release = (settle: (caller: (typeof callers)[number]) => void): void => {
    const waitingCallers = callers
    callers = []
    waitingCount.set(0)
    for (const caller of waitingCallers) settle(caller)
  }
  return {
    wait: () =>
      new Promise((resolve, reject) => {
        callers.push({ resolve, reject })
        waitingCount.set(callers.length)
      }),
    open: () => release((caller) => caller.resolve()),
    giveUp: (reason = new Error('given up')) => release((caller) => caller.reject(reason)),
    waitingCount,
  }
}
