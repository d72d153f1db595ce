import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutFlow } from '#kernel/flow/layout.ts'
import type { DrawnBox, FlowDrawing, Point } from '#kernel/flow/layout.ts'
import { flowSvg } from '#kernel/flow/svg.ts'
import type { Flow, FlowWay } from '#kernel/flow/types.ts'
import { measureText, wrapText } from '#kernel/flow/wrap.ts'

const letters = fc.string({
  unit: fc.constantFrom(...'申請許可、。（「」）とき A-wordx 12'),
  minLength: 1,
  maxLength: 60,
})
const perhaps = fc.option(letters, { nil: null })

const way = (count: number): fc.Arbitrary<FlowWay> =>
  fc.record({
    title: letters,
    when: perhaps,
    starts: fc.array(letters, { maxLength: 1 }),
    to: fc.oneof(
      fc.nat(count - 1).map((step) => ({ step: `s${step}` })),
      fc.record({
        end: fc.constantFrom('done', 'refused'),
        title: letters,
        tone: fc.constantFrom('good' as const, 'bad' as const, 'neutral' as const),
      }),
    ),
  })

const flows: fc.Arbitrary<Flow> = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc
    .array(
      fc.record({
        title: letters,
        who: letters,
        limit: perhaps,
        when: perhaps,
        ways: fc.array(way(count), { maxLength: 5 }),
      }),
      { minLength: count, maxLength: count },
    )
    .map((steps) => ({ steps: steps.map((step, index) => ({ id: `s${index}`, ...step })) })),
)
const widths = fc.integer({ min: 240, max: 700 })
const drawings = fc
  .tuple(flows, widths)
  .map(([flow, width]): [Flow, FlowDrawing] => [flow, layOutFlow(flow, { width, language: 'ja' })])

const apart = (a: DrawnBox, b: DrawnBox): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y

/** Whether the point lies on the rim of the box. */
const onRim = ({ x, y }: Point, box: DrawnBox): boolean => {
  const [right, bottom] = [box.x + box.width, box.y + box.height]
  const within = x >= box.x && x <= right && y >= box.y && y <= bottom
  return within && (x === box.x || x === right || y === box.y || Math.abs(y - bottom) < 0.01)
}

/** Whether a level or upright line runs through the inside of the box. */
const crosses = (from: Point, to: Point, box: DrawnBox): boolean =>
  Math.max(from.x, to.x) > box.x + 0.01 &&
  Math.min(from.x, to.x) < box.x + box.width - 0.01 &&
  Math.max(from.y, to.y) > box.y + 0.01 &&
  Math.min(from.y, to.y) < box.y + box.height - 0.01

describe('the picture of a flow', () => {
  it('has a box for each step and each way to an end, and none overlaps another', () => {
    fc.assert(
      fc.property(drawings, ([flow, { boxes }]) => {
        const ends = flow.steps.flatMap(({ ways }) => ways.filter(({ to }) => 'end' in to))
        expect(boxes).toHaveLength(flow.steps.length + ends.length)
        for (const [index, box] of boxes.entries())
          for (const other of boxes.slice(index + 1)) expect(apart(box, other)).toBe(true)
      }),
    )
  })

  it('leads every way from the rim of its step to the rim of where it goes, through no box', () => {
    fc.assert(
      fc.property(drawings, ([flow, { boxes, edges }]) => {
        const boxOf = new Map(boxes.map((box) => [box.id, box]))
        for (const { from, to, points } of edges) {
          const [source, target] = [boxOf.get(from)!, boxOf.get(to)!]
          expect(onRim(points[0]!, source)).toBe(true)
          expect(onRim(points.at(-1)!, target)).toBe(true)
          for (const [index, point] of points.slice(1).entries())
            expect(boxes.filter((box) => crosses(points[index]!, point, box))).toEqual([])
        }
        const led = new Set(edges.map(({ from, to }) => `${from} ${boxOf.get(to)!.id}`))
        for (const step of flow.steps)
          for (const { to } of step.ways)
            if ('step' in to) expect(led.has(`${step.id} ${to.step}`)).toBe(true)
      }),
    )
  })

  it('keeps everything inside, each text within its width, and no two texts on each other', () => {
    fc.assert(
      fc.property(drawings, ([, { width, height, boxes, edges, texts }]) => {
        for (const box of boxes) {
          expect(box.x).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(width)
          expect(box.y + box.height).toBeLessThanOrEqual(height)
        }
        for (const { x, y } of edges.flatMap(({ points }) => points)) {
          expect(x).toBeLessThanOrEqual(width)
          expect(y).toBeLessThanOrEqual(height)
        }
        const lines = texts.map(({ text, x, y, size }) => ({
          left: x,
          right: x + measureText(text) * size,
          top: y - size,
          foot: y,
        }))
        for (const [index, line] of lines.entries()) {
          expect(line.right).toBeLessThanOrEqual(width)
          for (const other of lines.slice(index + 1))
            expect(
              line.right <= other.left ||
                other.right <= line.left ||
                line.foot <= other.top ||
                other.foot <= line.top,
            ).toBe(true)
        }
      }),
    )
  })

  it('is the same each time', () => {
    fc.assert(
      fc.property(flows, widths, (flow, width) => {
        const page = { width, language: 'en' as const }
        expect(flowSvg(structuredClone(flow), '図', page)).toBe(flowSvg(flow, '図', page))
      }),
      { numRuns: 30 },
    )
  })

  it('marks the step that a case is at, and the steps that are passed over in some cases', () => {
    const step = { title: '申請', who: '申請した人', limit: null, ways: [] }
    const flow = {
      steps: [
        { ...step, id: 'a', when: null },
        { ...step, id: 'b', when: '重いときだけ' },
      ],
    }
    const { boxes } = layOutFlow(flow, { width: 300, language: 'ja', here: 'b' })
    expect(boxes.map(({ here, conditional }) => [here, conditional])).toEqual([
      [false, false],
      [true, true],
    ])
  })
})

describe('a text in lines', () => {
  it('loses nothing but spaces, and no line is too long', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 4, max: 30 }), (text, width) => {
        const lines = wrapText(text, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(measureText(line)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('keeps words whole, and begins no line with what closes', () => {
    expect(wrapText('Only where “Class” is high', 8)).toEqual(['Only where', '“Class” is', 'high'])
    expect(wrapText('「機密性」が高い、とき', 5)).toEqual(['「機密性」', 'が高い、', 'とき'])
  })
})
