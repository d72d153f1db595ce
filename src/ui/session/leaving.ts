const tasks = new Set<() => Promise<void>>()

/**
 * Registers what is done before the person at the screen signs out: sending what waits here, and
 * deleting what the next person must not see.
 */
export function beforeSignOut(task: () => Promise<void>): void {
  tasks.add(task)
}

/** Does what was registered, one after the other. */
export async function prepareSignOut(): Promise<void> {
  for (const task of tasks) await task()
}
