/** Keys and positions from the root of a file to a value. */
export type Path = readonly (string | number)[]

/** Counts from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A file of a pack, already parsed; the kernel never sees YAML. */
export interface SourceFile {
  /** From the packs folder, with slashes: `otari/procedures/take-out.yaml`. */
  readonly path: string
  /** Plain data: maps, lists, text, numbers, booleans, null. */
  readonly value: unknown
  /**
   * Where a value stands; of a path that does not exist, where its nearest parent stands. `offset`
   * counts characters into a text.
   */
  locate(path: Path, offset?: number): Position
  /** Where the key of a value stands. */
  locateKey(path: Path): Position
  /** What the syntax itself has against the file. */
  readonly syntax: readonly SyntaxFault[]
}

/**
 * `broken` says that the rest of the file could not be read for certain. A fault without a code is
 * one of the syntax, and `detail` says the reason; of `yaml-tag` it is the tag.
 */
export interface SyntaxFault {
  readonly code?: 'yaml-tag' | 'file-encoding'
  readonly detail: string
  readonly at: Position
  readonly broken: boolean
}

/** The files of every pack at hand, by pack id. */
export type PackSources = ReadonlyMap<string, readonly SourceFile[]>

/** A value's origin, kept through merging. */
export interface SourceOrigin {
  readonly file: SourceFile
  readonly path: Path
  /** Of a value from the library: where the pack takes it. */
  readonly taker?: SourceOrigin
}

/** One fault of a pack: where it stands and one sentence that says what to do. */
export interface PackFault {
  readonly code: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** `rules.take-out-2.when` */
  readonly path: string
  readonly detail: string
  /** Where the library says what the fault is about, if the place is one that takes from it. */
  readonly library?: Position & { readonly file: string }
  /** How many other faults only follow from this one. */
  readonly folded?: number
  /** The version of the packs' language in which this became a fault. */
  readonly since: number
}
