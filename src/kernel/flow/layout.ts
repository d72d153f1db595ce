import { assignLanes } from './lanes.ts'
import type { Bus } from './lanes.ts'
import type { Flow, FlowStep, FlowWay } from './types.ts'
import { flowWords } from './words.ts'
import { measureText, wrapText } from './wrap.ts'
import type { Language } from '../words/words.ts'

/** A line of text; `x` is its beginning, `y` its foot. */
export interface DrawnText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly kind: 'title' | 'number' | 'detail' | 'way' | 'end'
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** A step, or the end that a way out of a step leads to. */
export interface DrawnBox {
  readonly id: string
  readonly kind: 'step' | 'good' | 'bad' | 'neutral'
  /** The step is passed over in some cases. */
  readonly conditional: boolean
  /** The case is here. */
  readonly here: boolean
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A way from one box to another; `back` leads to a step above. */
interface DrawnEdge {
  readonly from: string
  readonly to: string
  readonly back: boolean
  readonly points: readonly Point[]
}

/** The places of everything in the picture of a flow, in pixels. */
export interface FlowDrawing {
  readonly width: number
  readonly height: number
  readonly boxes: readonly DrawnBox[]
  readonly edges: readonly DrawnEdge[]
  readonly texts: readonly DrawnText[]
}

const edge = 2
const laneWidth = 14
const padding = 12
/** The line that leaves a box stands so far inside it. */
const trunk = 20
const sizes = { title: 15, number: 15, detail: 13, way: 13, end: 13 } as const
const lineHeights = { title: 22, detail: 19, way: 18 } as const
const pillHeight = 26
const least = 240

/** How wide a picture may be, whose language it speaks, and the step that a case is at. */
export interface FlowPage {
  readonly width: number
  readonly language: Language
  readonly here?: string | undefined
}

/**
 * Lays the steps out from top to bottom, as they stand in the pack. Below a step are its ways out:
 * ends to the right of their words, ways to other steps along lanes on the right side, the way to
 * the next step straight down.
 */
export function layOutFlow(flow: Flow, { width: wanted, language, here }: FlowPage): FlowDrawing {
  const width = Math.max(least, Math.floor(wanted))
  const order = new Map(flow.steps.map(({ id }, index) => [id, index]))
  const { lanes, count } = assignLanes(busesOf(flow, order))
  const right = width - edge - (count === 0 ? 0 : count * laneWidth + 4)
  const drawing = { boxes: [], edges: [], texts: [] } as Mutable
  const places = stack(flow, { right, order, language, here }, drawing)
  for (const row of places.rows) {
    const target = places.steps[row.target]
    if (target === undefined) continue
    const x = right + 4 + ((lanes.get(busKey(row)) ?? 0) + 1) * laneWidth - laneWidth / 2
    const y = target.y + target.height * (row.back ? 0.66 : 0.33)
    const points = [...row.points, { x, y: row.y }, { x, y }, { x: right, y }]
    drawing.edges.push({ from: row.from, to: target.id, back: row.back, points })
  }
  return { width, height: places.height, ...drawing }
}

interface Mutable {
  readonly boxes: DrawnBox[]
  readonly edges: DrawnEdge[]
  readonly texts: DrawnText[]
}

interface Frame {
  /** Where boxes end on the right. */
  readonly right: number
  readonly order: ReadonlyMap<string, number>
  readonly language: Language
  readonly here: string | undefined
}

/** A way to another step, of which the part along the lane is still to be drawn. */
interface Row {
  readonly from: string
  readonly target: number
  readonly back: boolean
  readonly y: number
  readonly points: readonly Point[]
}

const busKey = ({ target, back }: Pick<Row, 'target' | 'back'>): string =>
  `${target} ${back ? 'back' : 'on'}`

/** The index of the step that a way leads to along a lane; undefined of an end and of the next. */
function jump(way: FlowWay, at: number, order: ReadonlyMap<string, number>): number | undefined {
  const target = 'step' in way.to ? order.get(way.to.step) : undefined
  return target === at + 1 ? undefined : target
}

/** The ways along lanes: all that lead to one step from the same side share one. */
function busesOf({ steps }: Flow, order: ReadonlyMap<string, number>): readonly Bus[] {
  const buses = new Map<string, Bus>()
  for (const [index, step] of steps.entries())
    for (const way of step.ways) {
      const target = jump(way, index, order)
      if (target === undefined) continue
      const key = busKey({ target, back: target <= index })
      const known = buses.get(key) ?? { key, from: target, to: target }
      buses.set(key, {
        key,
        from: Math.min(known.from, index),
        to: Math.max(known.to, index),
      })
    }
  return [...buses.values()]
}

function stack(
  { steps }: Flow,
  frame: Frame,
  drawing: Mutable,
): { readonly steps: readonly DrawnBox[]; readonly rows: readonly Row[]; readonly height: number } {
  const placed: DrawnBox[] = []
  const rows: Row[] = []
  let y = edge
  for (const [index, step] of steps.entries()) {
    const box = placeStep(step, index, y, frame, drawing)
    placed.push(box)
    const next = steps[index + 1]
    const ways = placeWays(step, index, box, next?.id, frame, drawing)
    rows.push(...ways.rows)
    y = ways.bottom
  }
  return { steps: placed, rows, height: y + edge }
}

function placeStep(
  step: FlowStep,
  index: number,
  top: number,
  { right, here }: Frame,
  { boxes, texts }: Mutable,
): DrawnBox {
  const number = `${index + 1}`
  const indent = edge + padding + Math.max(16, measureText(number) * sizes.number + 8)
  const space = right - padding - indent
  let y = top + padding - 2
  texts.push({
    text: number,
    x: edge + padding,
    y: y + 16,
    size: sizes.number,
    kind: 'number',
  })
  const write = (text: string | null, kind: 'title' | 'detail'): void => {
    for (const line of text === null ? [] : wrapText(text, space / sizes[kind])) {
      y += lineHeights[kind]
      texts.push({ text: line, x: indent, y: y - 6, size: sizes[kind], kind })
    }
  }
  write(step.title, 'title')
  write(step.who, 'detail')
  write(step.limit, 'detail')
  write(step.checks ?? null, 'detail')
  write(step.when, 'detail')
  const box: DrawnBox = {
    id: step.id,
    kind: 'step',
    conditional: step.when !== null,
    here: step.id === here,
    x: edge,
    y: top,
    width: right - edge,
    height: y + padding - 2 - top,
  }
  boxes.push(box)
  return box
}

function placeWays(
  step: FlowStep,
  index: number,
  box: DrawnBox,
  next: string | undefined,
  frame: Frame,
  drawing: Mutable,
): { readonly rows: readonly Row[]; readonly bottom: number } {
  const { boxes, edges, texts } = drawing
  const { right, order, language } = frame
  const x = box.x + trunk
  const start = { x, y: box.y + box.height }
  const leadsOn = (way: FlowWay): boolean => 'step' in way.to && way.to.step === next
  const rows: Row[] = []
  let y = start.y + 6
  const indent = x + 14
  const write = (way: FlowWay, space: number): void => {
    for (const line of wrapText(sayWay(way, language), space / sizes.way)) {
      y += lineHeights.way
      texts.push({ text: line, x: indent, y: y - 4, size: sizes.way, kind: 'way' })
    }
  }
  for (const [at, way] of step.ways.entries()) {
    if (leadsOn(way)) continue
    const target = jump(way, index, order)
    if (target !== undefined) {
      write(way, right - indent)
      y += 3
      const points = [start, { x, y }]
      rows.push({ from: step.id, target, back: target <= index, y, points })
      y += 5
    } else if ('end' in way.to) {
      const { title, tone } = way.to
      const lines = wrapText(title, (right - indent - 40) / sizes.end)
      const width = Math.max(...lines.map(measureText)) * sizes.end + 2 * padding
      const height = pillHeight + (lines.length - 1) * lineHeights.way
      const left = right - Math.max(56, width)
      const fits = measureText(sayWay(way, language)) * sizes.way <= left - 12 - indent
      write(way, fits ? left - 12 - indent : right - indent)
      const middle = fits ? Math.max(y + 3, start.y + 6 + height / 2) : y + 4 + height / 2
      const id = `${step.id} ${at} ${way.to.end}`
      const pill = { x: left, y: middle - height / 2, width: right - left, height }
      boxes.push({ id, kind: tone, conditional: false, here: false, ...pill })
      for (const [line, text] of lines.entries())
        texts.push({
          text,
          x: left + (right - left - measureText(text) * sizes.end) / 2,
          y: pill.y + 18 + line * lineHeights.way,
          size: sizes.end,
          kind: 'end',
        })
      const points = [start, { x, y: middle }, { x: left, y: middle }]
      edges.push({ from: step.id, to: id, back: false, points })
      y = middle + height / 2 + 2
    }
  }
  const on = step.ways.filter(leadsOn)
  for (const way of on) write(way, right - indent)
  if (next === undefined) return { rows, bottom: y }
  const bottom = Math.max(y + 8, start.y + 26)
  if (on.length > 0)
    edges.push({ from: step.id, to: next, back: false, points: [start, { x, y: bottom }] })
  return { rows, bottom }
}

/** 「許可しない：「分類」が…のとき」 */
function sayWay({ title, when, starts }: FlowWay, language: Language): string {
  const words = flowWords[language]
  const parts = [title, when ?? ''].filter((part) => part !== '')
  const said = [parts.join(words.colon), ...starts.map(words.starts)]
  return said.filter((part) => part !== '').join(words.comma)
}
