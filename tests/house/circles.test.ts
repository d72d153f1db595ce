import { expect, test } from 'vitest'
import { importsOf, sources } from './sources.ts'

/**
 * Groups of files that import each other, directly or through others (strongly connected
 * components, Tarjan 1972).
 */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const circles: string[][] = []
  const visit = (file: string): void => {
    order.set(file, order.size)
    lowest.set(file, order.get(file)!)
    path.push(file)
    for (const target of imports.get(file) ?? []) {
      if (!imports.has(target)) continue
      if (!order.has(target)) visit(target)
      if (path.includes(target))
        lowest.set(file, Math.min(lowest.get(file)!, lowest.get(target)!, order.get(target)!))
    }
    if (lowest.get(file) !== order.get(file)) return
    const circle = path.splice(path.indexOf(file))
    if (circle.length > 1 || imports.get(file)?.includes(file)) circles.push(circle.sort())
  }
  for (const file of imports.keys()) if (!order.has(file)) visit(file)
  return circles
}

test('a circle is found, however long it is', () => {
  const imports = new Map([
    ['a', ['b', 'z']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', ['a']],
    ['e', ['e']],
  ])
  expect(circlesOf(imports)).toEqual([['a', 'b', 'c'], ['e']])
})

test('no files import each other in a circle, types included', () => {
  const files = ['src', 'bench', 'tools', 'tests'].flatMap((folder) => sources(folder))
  const imports = new Map(files.map((file) => [file.path, importsOf(file)]))
  expect(circlesOf(imports)).toEqual([])
})
