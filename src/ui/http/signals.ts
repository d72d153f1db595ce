/** A value that React can watch and that code outside React can set. */
export interface Signal<T> {
  readonly get: () => T
  readonly set: (next: T) => void
  readonly watch: (listener: () => void) => () => void
}

/** Makes a signal (use `useSyncExternalStore(signal.watch, signal.get)` to read it in a component). */
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

/** Several callers wait for one event: all of them go on when it comes, all of them fail when it is given up. */
export interface Gate {
  readonly pass: () => Promise<void>
  readonly open: () => void
  readonly giveUp: () => void
  /** How many are waiting. */
  readonly waiting: Signal<number>
}

/** Makes a gate. */
export function gate(): Gate {
  let callers: { readonly resolve: () => void; readonly reject: (reason: Error) => void }[] = []
  const waiting = signal(0)
  const release = (each: (caller: (typeof callers)[number]) => void): void => {
    const released = callers
    callers = []
    waiting.set(0)
    for (const caller of released) each(caller)
  }
  return {
    pass: () =>
      new Promise((resolve, reject) => {
        callers.push({ resolve, reject })
        waiting.set(callers.length)
      }),
    open: () => release((caller) => caller.resolve()),
    giveUp: () => release((caller) => caller.reject(new Error('given up'))),
    waiting,
  }
}
