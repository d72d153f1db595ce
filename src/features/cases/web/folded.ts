import type { TaskRow } from '../contract/home.ts'

interface FoldedTask {
  readonly task: TaskRow
  /** Others of the same kind and the same date, which stand behind it. */
  readonly alike: readonly TaskRow[]
}

/** Tasks as lines: the same work about several things, due at the same time, is one line. */
export function folded(tasks: readonly TaskRow[]): readonly FoldedTask[] {
  const lines = Map.groupBy(tasks, (task) =>
    task.kind === 'errand' ? JSON.stringify([task.title, task.verb, task.dueAt]) : task.id,
  )
  return [...lines.values()].flatMap(([task, ...alike]) => (task ? [{ task, alike }] : []))
}
