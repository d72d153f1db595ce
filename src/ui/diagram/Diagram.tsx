import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useNavigateTo } from '../address.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import { ProblemNotice } from '../parts/ProblemNotice.tsx'
import { layOut } from './layout.ts'
import type { DiagramEdge, DiagramNode, Drawing } from './types.ts'

const scales = [0.5, 0.75, 1, 1.5, 2]
/** The colours are in the SVG itself, so that a saved file looks the same. */
const colours = {
  text: '#1a1a1c',
  sub: '#5c5c5f',
  line: '#767679',
  frame: '#dcdce0',
  soft: '#f7f7fa',
  paper: '#ffffff',
  act: '#0017c1',
}

/** A drawing of nodes and the edges between them. The page must show the same data as a table. */
export function Diagram({
  title,
  nodes,
  edges,
}: {
  readonly title: string
  readonly nodes: readonly DiagramNode[]
  readonly edges: readonly DiagramEdge[]
}) {
  const common = useCommonTexts()
  const picture = useRef<SVGSVGElement>(null)
  const [scale, setScale] = useState<number>()
  const { data, error } = useQuery({
    queryKey: ['diagram', title, nodes, edges],
    queryFn: () => layOut(nodes, edges),
    staleTime: Infinity,
  })
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  const changeScale = (by: number): void =>
    setScale(
      (now) => scales[Math.min(scales.length - 1, Math.max(0, scales.indexOf(now ?? 1) + by))],
    )
  return (
    <figure>
      <div className="mb-2 flex flex-wrap justify-end gap-2 print:hidden">
        <Button size="small" onPress={() => setScale(undefined)}>
          {common('diagramFit')}
        </Button>
        <Button
          size="small"
          aria-label={common('diagramSmaller')}
          isDisabled={scale === scales[0]}
          onPress={() => changeScale(-1)}
        >
          −
        </Button>
        <Button
          size="small"
          aria-label={common('diagramLarger')}
          isDisabled={scale === scales.at(-1)}
          onPress={() => changeScale(1)}
        >
          +
        </Button>
        <Button
          size="small"
          icon="file"
          onPress={() => {
            if (picture.current !== null) downloadSvg(picture.current, title)
          }}
        >
          {common('diagramKeep')}
        </Button>
      </div>
      <section
        className="max-h-[75dvh] overflow-auto rounded-12 border border-line"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- to scroll by keys
        tabIndex={0}
        aria-label={title}
      >
        <Picture
          drawing={data}
          title={title}
          picture={picture}
          {...(scale === undefined ? {} : { scale })}
        />
      </section>
    </figure>
  )
}

function Picture({
  drawing,
  title,
  scale,
  picture,
}: {
  readonly drawing: Drawing
  readonly title: string
  readonly scale?: number
  readonly picture: RefObject<SVGSVGElement | null>
}) {
  const { width, height } = drawing
  const size =
    scale === undefined
      ? {
          style: { width: '100%', maxWidth: width, minWidth: Math.min(width, 640), height: 'auto' },
        }
      : { width: width * scale, height: height * scale }
  return (
    <svg
      ref={picture}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      aria-label={title}
      fontFamily="'BIZ UDPGothic', sans-serif"
      className="mx-auto block"
      {...size}
    >
      {drawing.groups.map((group) => (
        <rect
          key={group.title}
          x={group.x}
          y={group.y}
          width={group.width}
          height={group.height}
          rx={12}
          fill={colours.soft}
          stroke={colours.frame}
        />
      ))}
      {drawing.edges.map(({ edge, points }) => (
        <polyline
          key={edge.id}
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke={colours.line}
          strokeWidth={1.5}
          strokeLinejoin="round"
        >
          {edge.title !== undefined && edge.title !== '' && <title>{edge.title}</title>}
        </polyline>
      ))}
      {/* Over the lines, each with a rim of its ground: a line that runs through a title leaves it readable. */}
      {drawing.groups.map((group) => (
        <text
          key={group.title}
          x={group.x + 16}
          y={group.y + 24}
          fontSize={13}
          fontWeight={700}
          fill={colours.sub}
          stroke={colours.soft}
          strokeWidth={5}
          paintOrder="stroke"
        >
          {group.title}
        </text>
      ))}
      {drawing.nodes.map((box) => (
        <NodeBox key={box.node.id} box={box} />
      ))}
    </svg>
  )
}

function NodeBox({ box }: { readonly box: Drawing['nodes'][number] }) {
  const { node, x, y, width, height, lines } = box
  const navigateTo = useNavigateTo()
  const centre = x + width / 2
  const top = y + height / 2 - (lines.length * 18 + (node.detail === undefined ? 0 : 16)) / 2 + 13
  const content = (
    <>
      <title>{[node.title, node.detail].filter(Boolean).join(' ')}</title>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={8}
        fill={colours.paper}
        stroke={colours.line}
        strokeWidth={1.25}
      />
      {lines.map((line, index) => (
        <text
          key={line}
          x={centre}
          y={top + index * 18}
          fontSize={14}
          fontWeight={700}
          textAnchor="middle"
          fill={node.href === undefined ? colours.text : colours.act}
        >
          {line}
        </text>
      ))}
      {node.detail !== undefined && (
        <text
          x={centre}
          y={top + lines.length * 18}
          fontSize={12}
          textAnchor="middle"
          fill={colours.sub}
        >
          {node.detail}
        </text>
      )}
    </>
  )
  const { href } = node
  if (href === undefined) return <g>{content}</g>
  return (
    <a
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        navigateTo(href)
      }}
    >
      {content}
    </a>
  )
}

/** Downloads the drawing as an SVG file. */
function downloadSvg(picture: SVGSVGElement, title: string): void {
  const address = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' }),
  )
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: `${title}.svg`,
  })
  link.click()
  URL.revokeObjectURL(address)
}
