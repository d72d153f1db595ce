import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOut } from '#ui/diagram/layout.ts'
import type { Box } from '#ui/diagram/types.ts'

const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
const inside = (a: Box, b: Box): boolean =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height

const graphs = fc.integer({ min: 2, max: 12 }).chain((count) =>
  fc.record({
    groups: fc.array(fc.option(fc.constantFrom('番号', '行政'), { nil: undefined }), {
      minLength: count,
      maxLength: count,
    }),
    pairs: fc.uniqueArray(
      fc.tuple(fc.nat(count - 1), fc.nat(count - 1)).filter(([a, b]) => a !== b),
      { maxLength: 20, selector: ([a, b]) => `${a}-${b}` },
    ),
  }),
)

test('no boxes overlap, every node is in the frame of its group, every edge joins its nodes', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async ({ groups, pairs }) => {
      const nodes = groups.map((group, i) => ({
        id: `n${i}`,
        title: `機器 ${i}`,
        ...(group === undefined ? {} : { group }),
      }))
      const drawing = await layOut(
        nodes,
        pairs.map(([from, to]) => ({ id: `${from}-${to}`, from: `n${from}`, to: `n${to}` })),
      )
      for (const [i, one] of drawing.nodes.entries()) {
        for (const other of drawing.nodes.slice(i + 1)) expect(apart(one, other)).toBe(true)
        const frame = drawing.groups.find((group) => group.title === one.node.group)
        if (frame !== undefined) expect(inside(one, frame)).toBe(true)
      }
      for (const { edge, points } of drawing.edges) {
        const [start, end] = [points[0]!, points.at(-1)!]
        const near = (id: string, { x, y }: { x: number; y: number }) =>
          drawing.nodes.some(
            (box) =>
              box.node.id === id &&
              inside(
                { x, y, width: 0, height: 0 },
                { x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2 },
              ),
          )
        expect(near(edge.from, start) && near(edge.to, end)).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
})

test('the target of an edge is above its source, and a single node has a place', async () => {
  const { nodes } = await layOut(
    [
      { id: 'switch', title: 'スイッチ' },
      { id: 'router', title: 'ルーター' },
    ],
    [{ id: 'up', from: 'switch', to: 'router' }],
  )
  expect(nodes[1]!.y).toBeLessThan(nodes[0]!.y)
  const {
    nodes: [alone],
  } = await layOut([{ id: 'a', title: '機器', group: '番号' }], [])
  expect(alone?.width).toBeGreaterThan(0)
})

test('a long name is broken into two lines and cut', async () => {
  const {
    nodes: [box],
  } = await layOut([{ id: 'a', title: 'とても長い名前のネットワーク機器で三行になるもの' }], [])
  expect(box?.lines).toHaveLength(2)
  expect(box?.lines[1]).toMatch(/…$/)
})
