/**
 * A node of a drawing: a box with a name, which may link to a page. Nodes of the same group are in
 * the same frame.
 */
export interface DiagramNode {
  readonly id: string
  readonly title: string
  /** A second line in small type. */
  readonly detail?: string
  readonly href?: string
  readonly group?: string
}

/** An edge between two nodes. */
export interface DiagramEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly title?: string
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The positions of all nodes, frames and edges, in pixels. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly groups: readonly (Box & { readonly title: string })[]
  readonly nodes: readonly (Box & {
    readonly node: DiagramNode
    readonly lines: readonly string[]
  })[]
  readonly edges: readonly {
    readonly edge: DiagramEdge
    readonly points: readonly { readonly x: number; readonly y: number }[]
  }[]
}
