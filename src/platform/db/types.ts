import pg from 'pg'

/**
 * Parsers of values that arrive as text: big integers become numbers (none of ours exceeds 2^53),
 * days stay texts, everything else is parsed by the driver.
 */
export const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    if (oid === pg.types.builtins.INT8) return Number
    if (oid === pg.types.builtins.DATE) return String
    if (oid === pg.types.builtins.TIMESTAMPTZ) return parseTimestamp
    return pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown
  },
}

const parseWithPg = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text')

/**
 * Parses `2026-11-21 15:04:05.123+09`, PostgreSQL's text of a timestamp; infinity and years of five
 * digits are left to the driver.
 */
function parseTimestamp(text: string): unknown {
  const zone = text.length - 3
  return text[4] === '-' && (text[zone] === '+' || text[zone] === '-')
    ? new Date(`${text.slice(0, 10)}T${text.slice(11)}:00`)
    : parseWithPg(text)
}
