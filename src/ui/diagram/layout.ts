import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import type { DiagramEdge, DiagramNode, Drawing } from './types.ts'

const nodeHeight = 58
const maxWidth = 190
const letterWidth = 14

/**
 * Lays the nodes out in layers: the target of an edge is above its source, as a router above its
 * switches. elkjs is large, therefore it is loaded only here.
 */
export async function layOut(
  nodes: readonly DiagramNode[],
  edges: readonly DiagramEdge[],
): Promise<Drawing> {
  // The types say that the module itself is the class; bundlers and Node export it as the default.
  const { default: Elk } = (await import('elkjs/lib/elk.bundled.js')) as unknown as {
    readonly default: new () => ELK
  }
  const lines = new Map(nodes.map((node) => [node.id, wrapTitle(node.title)]))
  const leaf = (node: DiagramNode): ElkNode => ({
    id: node.id,
    width: widthOf(node, lines.get(node.id) ?? []),
    height: nodeHeight + ((lines.get(node.id)?.length ?? 1) - 1) * 18,
  })
  const titles = [...new Set(nodes.flatMap((node) => node.group ?? []))]
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'UP',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.spacing.nodeNode': '28',
      'elk.layered.spacing.nodeNodeBetweenLayers': '46',
      'elk.padding': '[top=16,left=16,bottom=16,right=16]',
      'elk.json.shapeCoords': 'ROOT',
      'elk.json.edgeCoords': 'ROOT',
    },
    children: [
      ...titles.map((title, index): ElkNode => ({
        id: `group ${index}`,
        layoutOptions: { 'elk.padding': '[top=38,left=18,bottom=18,right=18]' },
        children: nodes.filter((node) => node.group === title).map(leaf),
      })),
      ...nodes.filter((node) => node.group === undefined).map(leaf),
    ],
    edges: edges.map((edge): ElkExtendedEdge => ({
      id: edge.id,
      sources: [edge.from],
      targets: [edge.to],
    })),
  }
  const laidOut: ElkNode & { readonly edges?: readonly ElkExtendedEdge[] } = await new Elk().layout(
    graph,
  )
  const boxes = new Map(flatten(laidOut).map((child) => [child.id, child]))
  const boxOf = (id: string) => {
    const { x = 0, y = 0, width = 0, height = 0 } = boxes.get(id) ?? {}
    return { x, y, width, height }
  }
  const paths = new Map((laidOut.edges ?? []).map((edge) => [edge.id, edge.sections ?? []]))
  return {
    width: laidOut.width ?? 0,
    height: laidOut.height ?? 0,
    groups: titles.map((title, index) => ({ title, ...boxOf(`group ${index}`) })),
    nodes: nodes.map((node) => ({ node, lines: lines.get(node.id) ?? [], ...boxOf(node.id) })),
    edges: edges.map((edge) => ({
      edge,
      points: (paths.get(edge.id) ?? []).flatMap((part) => [
        part.startPoint,
        ...(part.bendPoints ?? []),
        part.endPoint,
      ]),
    })),
  }
}

function flatten(node: ElkNode): readonly ElkNode[] {
  return (node.children ?? []).flatMap((child) => [child, ...flatten(child)])
}

/** The width of a text, where a Japanese letter counts 1. */
function measureText(text: string): number {
  return [...text].reduce((sum, char) => sum + (/[ -~｡-ﾟ]/u.test(char) ? 0.62 : 1), 0)
}

function widthOf(node: DiagramNode, lines: readonly string[]): number {
  const textWidth = Math.max(
    ...lines.map((line) => measureText(line) * letterWidth),
    measureText(node.detail ?? '') * 12,
  )
  return Math.min(maxWidth, Math.max(96, textWidth + 30))
}

/** The title in at most two lines; the rest is cut off. */
function wrapTitle(text: string): string[] {
  const maxLength = (maxWidth - 26) / letterWidth
  const lines = ['']
  for (const char of text) {
    if (measureText(`${lines.at(-1)}${char}`) <= maxLength) lines.push(`${lines.pop()}${char}`)
    else if (lines.length < 2) lines.push(char)
    else return [lines[0] ?? '', `${[...(lines[1] ?? '')].slice(0, -1).join('')}…`]
  }
  return lines
}
