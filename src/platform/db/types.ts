import pg from 'pg'

/** How values that arrive as text are read: big integers as numbers (none of ours is beyond 2^53), days as they are written, all else as the driver does. */
export const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    if (oid === pg.types.builtins.INT8) return Number
    if (oid === pg.types.builtins.DATE) return String
    return pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown
  },
}
