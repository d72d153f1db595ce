/**
 * The text in which PostgreSQL gives back a JSON value that it stores as `jsonb`: keys by their
 * length in bytes and then by their bytes, a blank after each comma and colon. Undefined where the
 * program does not know it (numbers with an exponent, which PostgreSQL writes out).
 */
export function jsonbText(value: unknown): string | undefined {
  if (typeof value === 'number') return plainNumber(value)
  if (Array.isArray(value)) {
    const items = value.map(jsonbText)
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .map(([key, child]) => ({ key, bytes: Buffer.from(key), text: jsonbText(child) }))
  if (pairs.some(({ text }) => text === undefined)) return undefined
  const sorted = pairs.toSorted(
    (a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes),
  )
  return `{${sorted.map(({ key, text }) => `${JSON.stringify(key)}: ${text}`).join(', ')}}`
}

function plainNumber(value: number): string | undefined {
  const text = JSON.stringify(value)
  return text.includes('e') ? undefined : text
}
