import type { DrawnBox, DrawnText, FlowDrawing, Point } from './layout.ts'

/** What a picture is made of; attributes are those of SVG. */
export interface Shape {
  readonly tag: 'rect' | 'path' | 'text'
  readonly attributes: Readonly<Record<string, string | number>>
  readonly text?: string
}

/** The colours are in the picture itself, so that a file of it looks the same. */
const colours = {
  text: '#1a1a1c',
  sub: '#5c5c5f',
  line: '#767679',
  frame: '#949497',
  paper: '#ffffff',
  act: '#0017c1',
  actSoft: '#e8f1fe',
  good: '#e6f5ec',
  goodLine: '#197a4b',
  neutral: '#f1f1f4',
} as const

/** Lines first, so that boxes and words lie over them. */
export function shapesOf({ boxes, edges, texts }: FlowDrawing): readonly Shape[] {
  return [
    // Dashes begin where a way leads, so that ways that share a lane lie on each other.
    ...edges.flatMap(({ points, back }) => [
      lineOf(back ? points.toReversed() : points, back),
      arrowOf(points),
    ]),
    ...boxes.map(boxShape),
    ...texts.map(textShape),
  ]
}

const looks: Readonly<Record<DrawnBox['kind'], { readonly fill: string; readonly line: string }>> =
  {
    step: { fill: colours.paper, line: colours.frame },
    good: { fill: colours.good, line: colours.goodLine },
    bad: { fill: colours.paper, line: colours.text },
    neutral: { fill: colours.neutral, line: colours.frame },
  }

function boxShape({ kind, conditional, here, x, y, width, height }: DrawnBox): Shape {
  const { fill, line } = here ? { fill: colours.actSoft, line: colours.act } : looks[kind]
  return {
    tag: 'rect',
    attributes: {
      x,
      y: round(y),
      width,
      height: round(height),
      rx: kind === 'step' ? 8 : Math.min(13, height / 2),
      fill,
      stroke: line,
      'stroke-width': here ? 2.5 : kind === 'step' ? 1.5 : 1.25,
      ...(conditional ? { 'stroke-dasharray': '5 4' } : {}),
    },
  }
}

/** With rounded corners. */
function lineOf(points: readonly Point[], back: boolean): Shape {
  const [first, ...rest] = points
  const bends = rest.map((point, index) => {
    const before = points[index] ?? point
    const after = rest[index + 1]
    if (after === undefined) return `L${at(point)}`
    const radius = Math.min(6, reach(before, point) / 2, reach(point, after) / 2)
    return `L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`
  })
  return {
    tag: 'path',
    attributes: {
      d: `M${at(first ?? { x: 0, y: 0 })}${bends.join('')}`,
      fill: 'none',
      stroke: colours.line,
      'stroke-width': 1.5,
      ...(back ? { 'stroke-dasharray': '4 3' } : {}),
    },
  }
}

/** The head of an arrow, with its point at the end of the line. */
function arrowOf(points: readonly Point[]): Shape {
  const end = points.at(-1) ?? { x: 0, y: 0 }
  const back = towards(end, points.at(-2) ?? end, 8)
  const [side, depth] = [(end.y - back.y) / 2, (end.x - back.x) / 2]
  const left = { x: back.x + side, y: back.y + depth }
  const right = { x: back.x - side, y: back.y - depth }
  return {
    tag: 'path',
    attributes: { d: `M${at(end)}L${at(left)}L${at(right)}Z`, fill: colours.line },
  }
}

const reach = (from: Point, to: Point): number => Math.abs(from.x - to.x) + Math.abs(from.y - to.y)

function towards(from: Point, to: Point, by: number): Point {
  const length = reach(from, to) || 1
  return {
    x: from.x + ((to.x - from.x) * by) / length,
    y: from.y + ((to.y - from.y) * by) / length,
  }
}

const textLooks: Readonly<
  Record<DrawnText['kind'], { readonly fill: string; readonly weight: number }>
> = {
  title: { fill: colours.text, weight: 700 },
  number: { fill: colours.act, weight: 700 },
  detail: { fill: colours.sub, weight: 400 },
  way: { fill: colours.text, weight: 400 },
  end: { fill: colours.text, weight: 700 },
}

function textShape({ text, x, y, size, kind }: DrawnText): Shape {
  const { fill, weight } = textLooks[kind]
  return {
    tag: 'text',
    attributes: {
      x: round(x),
      y: round(y),
      'font-size': size,
      fill,
      ...(weight === 400 ? {} : { 'font-weight': weight }),
    },
    text,
  }
}

const round = (value: number): number => Math.round(value * 10) / 10
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`
