/**
 * The limits of every file that comes in, whatever door it takes: one place, so that no way in
 * allows what another refuses.
 */

const megabyte = 1024 * 1024

/** What a container (Word, Excel, zip) may unpack to; looked at in its directory before anything is unpacked. */
export interface ArchiveLimits {
  /** Bytes of all parts after unpacking. */
  readonly unpacked: number
  /** Number of parts. */
  readonly parts: number
}

/**
 * Times that a container may unpack to its own size, once it unpacks to more than
 * `smallArchive` bytes: office programs reach 5 to 60.
 */
export const archiveRatio = 200
/** A container that unpacks to less may be packed as tightly as it likes. */
export const smallArchive = 20 * megabyte

export const archiveLimits = {
  table: { unpacked: 512 * megabyte, parts: 2000 },
  document: { unpacked: 200 * megabyte, parts: 10_000 },
  layout: { unpacked: 50 * megabyte, parts: 1000 },
  pack: { unpacked: 200 * megabyte, parts: 3000 },
} as const satisfies Readonly<Record<string, ArchiveLimits>>

export const tableLimits = {
  /** Size of the file. */
  bytes: 50 * megabyte,
  /** Lines of one file: what an import takes. */
  rows: 300_000,
  /** Columns with something in them. */
  columns: 500,
  /** Characters of one row of a CSV; a longer one means a quotation mark that is not closed. */
  rowCharacters: 1_000_000,
  /** Characters of one cell; Excel itself allows 32,767. */
  cellCharacters: 100_000,
  /** Sheets of a workbook that are offered. */
  sheets: 100,
  /** Ranges of merged cells of a sheet that are filled down. */
  mergedRanges: 100_000,
} as const

export const documentLimits = {
  bytes: 50 * megabyte,
  /** XML of a Word document that is read, whatever its pictures weigh: about a thousand pages. */
  text: 64 * megabyte,
  /** Provisions of one document: the largest policy known has about 2,000. */
  provisions: 20_000,
} as const

export const packLimits = {
  /** Bytes of the files of packs in an archive. */
  texts: 32 * megabyte,
} as const

/** What reading a file of strangers may use, in its own process. */
export const childLimits = {
  table: { milliseconds: 20 * 60_000, megabytes: 512 },
  list: { milliseconds: 60_000, megabytes: 512 },
  document: { milliseconds: 90_000, megabytes: 1024 },
  layout: { milliseconds: 30_000, megabytes: 512 },
  archive: { milliseconds: 30_000, megabytes: 256 },
  examination: { milliseconds: 60_000, megabytes: 768 },
} as const
