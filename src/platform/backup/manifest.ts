import Type from 'typebox'
import type { Static } from 'typebox'

/** First member of every backup: identifies the file before anything else is read. */
export const headerName = 'sekisho-backup.json'

/** Last member: its presence shows that the file is complete. */
export const manifestName = 'manifest.json'

/** Member that holds the key with which the database's secrets are encrypted. */
export const keyName = 'secret.key'

export const formatName = 'sekisho-backup'

/** Version of the format; raised when an older program could no longer read the file. */
export const formatVersion = 1

export const Header = Type.Object({
  format: Type.Literal(formatName),
  version: Type.Literal(formatVersion),
})

const Count = Type.Integer({ minimum: 0 })
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })

const Member = Type.Object({ name: Type.String(), size: Count, sha256: Sha256 })

const DumpedTable = Type.Object({
  name: Type.String(),
  columns: Type.Array(Type.String(), { minItems: 1 }),
  rows: Count,
})

const JournalState = Type.Object({
  organizationId: Type.String(),
  title: Type.String(),
  rows: Count,
  /** Hex hash of the last row. */
  head: Type.String(),
  /** Faults that the journal already had when the backup was made. */
  broken: Type.Array(
    Type.Object({
      seq: Count,
      to: Type.Optional(Count),
      why: Type.String(),
      table: Type.Optional(Type.String()),
      key: Type.Optional(Type.String()),
    }),
  ),
  /** Rows of other tables that were compared with what the journal says of them. */
  compared: Type.Optional(Count),
})

/** What a backup holds, with the sizes and sums that prove it complete. */
export const Manifest = Type.Object({
  createdAt: Type.String(),
  postgres: Type.String(),
  /** Names of the migrations that made the tables, oldest first. */
  migrations: Type.Array(Type.String()),
  /** Every member before this one, in order. */
  members: Type.Array(Member),
  tables: Type.Array(DumpedTable),
  sequences: Type.Array(
    Type.Object({ name: Type.String(), last: Type.Union([Type.String(), Type.Null()]) }),
  ),
  journals: Type.Array(JournalState),
  /**
   * SHA-256 of files that the database names but that were missing or altered when the backup was
   * made.
   */
  lostFiles: Type.Array(Sha256),
  /**
   * The one organisation that it holds, and which key it is read with: that of the installation
   * does not go with it.
   */
  organization: Type.Optional(Type.Object({ id: Type.String(), keyFingerprint: Sha256 })),
})

export type Manifest = Static<typeof Manifest>
export type Member = Static<typeof Member>
export type DumpedTable = Static<typeof DumpedTable>
export type JournalState = Static<typeof JournalState>

/**
 * Name of the n-th part of a table's rows. A part is JSON Lines: one array of texts and nulls a
 * row.
 */
export const tablePartName = (table: string, n: number) =>
  `tables/${table}/${String(n).padStart(6, '0')}.jsonl`

/** Table that a member holds rows of; undefined for other members. */
export const tableOfPartName = (name: string) =>
  /^tables\/([a-z0-9_]+)\/\d{6,}\.jsonl$/.exec(name)?.[1]

/** Name of the member that holds a file. */
export const fileMemberName = (sha256: string) => `files/${sha256}`

/** SHA-256 of the file that a member holds; undefined for other members. */
export const hashOfFileName = (name: string) => /^files\/([0-9a-f]{64})$/.exec(name)?.[1]
