import type { ColumnType, Generated } from 'kysely'

/** timestamptz: read as Date, written as Date. */
export type Moment = ColumnType<Date, Date, Date>
export type MomentOrNull = ColumnType<Date | null, Date | null | undefined, Date | null>
/** date: a 'YYYY-MM-DD' string both ways. */
export type Day = string
export type DayOrNull = ColumnType<string | null, string | null | undefined, string | null>
/** json and jsonb: read parsed, written as text made by JSON.stringify. */
export type Json<T> = ColumnType<T, string, string>
export type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>
export type TextOrNull = ColumnType<string | null, string | null | undefined, string | null>
export type Defaulted<T> = Generated<T>
