import { createElement, useLayoutEffect, useRef, useState } from 'react'
import { layOutFlow } from '#kernel/flow/layout.ts'
import { shapesOf } from '#kernel/flow/shapes.ts'
import type { Flow, FlowWay } from '#kernel/flow/types.ts'
import { signs, useCommonTexts, useLanguage } from '../i18n/index.ts'

/** Wider than this, the way from the words to the end is too far for the eye. */
const widest = 560

/**
 * The steps of a procedure as a picture that is as wide as its place. Who hears the page gets the
 * same as a list.
 */
export function FlowFigure({
  flow,
  label,
  here,
}: {
  readonly flow: Flow
  readonly label: string
  /** The step that a case is at. */
  readonly here?: string | undefined
}) {
  const language = useLanguage()
  const place = useRef<HTMLElement>(null)
  const width = useWidth(place)
  const drawing =
    width === 0 ? undefined : layOutFlow(flow, { width: Math.min(width, widest), language, here })
  return (
    <figure ref={place} aria-label={label} className="min-w-0">
      {drawing !== undefined && (
        <svg
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          width={drawing.width}
          height={drawing.height}
          aria-hidden="true"
          className="block max-w-full"
        >
          {shapesOf(drawing).map(({ tag, attributes, text }, index) =>
            createElement(tag, { key: index, ...inReact(attributes) }, text),
          )}
        </svg>
      )}
      <FlowList flow={flow} label={label} here={here} />
    </figure>
  )
}

/** React writes the names of attributes without hyphens. */
function inReact(attributes: Readonly<Record<string, string | number>>) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
}

/** The same as a list, for those who hear the page. */
function FlowList({
  flow,
  label,
  here,
}: {
  readonly flow: Flow
  readonly label: string
  readonly here: string | undefined
}) {
  const common = useCommonTexts()
  const titleOf = ({ to }: FlowWay): string =>
    'end' in to ? to.title : (flow.steps.find(({ id }) => id === to.step)?.title ?? to.step)
  const sayWay = (way: FlowWay): string =>
    [way.title, way.when, common('flow.to', { to: titleOf(way) })].filter(Boolean).join(signs().dot)
  return (
    <ol aria-label={label} className="sr-only">
      {flow.steps.map((step) => (
        <li key={step.id} {...(step.id === here ? { 'aria-current': 'step' as const } : {})}>
          {[step.title, step.who, step.limit, step.checks, step.when]
            .filter(Boolean)
            .join(signs().dot)}
          <ul>
            {[...new Set(step.ways.map(sayWay))].map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

/** The width of an element, also when it changes. */
function useWidth(place: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return undefined
    const measure = (): void => setWidth(Math.floor(element.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return width
}
