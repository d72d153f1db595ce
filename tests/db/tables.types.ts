import type { Insertable, Selectable } from 'kysely'
import type { Database } from '#platform/db/database.ts'
import type { Columns } from './columns.ts'

/**
 * Proves src/platform/db/tables against the database: the list in columns.ts is compared with the
 * database by schema.test.ts, and with the types here, by the compiler. Where they differ, the
 * compiler names the table, the column and the difference.
 */

/** The type that the driver returns for each type of PostgreSQL. */
interface Read {
  bigint: number
  boolean: boolean
  bytea: Buffer
  'bytea[]': Buffer[]
  date: string
  integer: number
  json: unknown
  jsonb: unknown
  text: string
  'text[]': string[]
  'timestamp with time zone': Date
  tsvector: string
  uuid: string
  'uuid[]': string[]
}

/** Whether the list of a column says so. */
type Says<List extends readonly string[], Word extends string> =
  Extract<List[number], Word> extends never ? false : true
type IsUnknown<T> = unknown extends T ? true : false

/** The fault of the type that is read. A JSON column of type unknown has none. */
type ReadFault<List extends readonly [keyof Read, ...string[]], T> =
  IsUnknown<T> extends true
    ? never
    :
        | (NonNullable<T> extends Read[List[0]] ? never : `is ${List[0]} in the database`)
        | (null extends T
            ? Says<List, 'null'> extends true
              ? never
              : 'is never null in the database'
            : Says<List, 'null'> extends true
              ? 'may be null in the database'
              : never)

/**
 * The fault of the type that is written: a column may be left out only where the database fills it.
 */
type WriteFault<List extends readonly string[], T> =
  IsUnknown<T> extends true
    ? never
    : undefined extends T
      ? Says<List, 'null' | 'default'> extends true
        ? never
        : 'must be given: the database has no default'
      : never

type FaultsOf<Table extends string, Listed, Typed> =
  | `${Table}.${Exclude<keyof Listed, keyof Selectable<Typed>> & string} is in the database and not in its type`
  | `${Table}.${Exclude<keyof Selectable<Typed>, keyof Listed> & string} is in its type and not in the database`
  | {
      [Column in keyof Listed & keyof Selectable<Typed> & string]: Listed[Column] extends readonly [
        keyof Read,
        ...string[],
      ]
        ? Column extends keyof Insertable<Typed>
          ? `${Table}.${Column} ${ReadFault<Listed[Column], Selectable<Typed>[Column]> | WriteFault<Listed[Column], Insertable<Typed>[Column]>}`
          : never
        : `${Table}.${Column} has a type that tables.types.ts does not know`
    }[keyof Listed & keyof Selectable<Typed> & string]

type Faults =
  | `the table ${Exclude<keyof Columns, keyof Database>} has no type`
  | `the type of ${Exclude<keyof Database, keyof Columns>} has no table`
  | {
      [Table in keyof Columns & keyof Database]: FaultsOf<Table, Columns[Table], Database[Table]>
    }[keyof Columns & keyof Database]

/**
 * Compiles only where there is no fault; otherwise the compiler names the faults as properties that
 * are missing here.
 */
export const proved: Readonly<Record<Faults, 'mended'>> = {}
