/** The same server, another database. */
export function withDatabase(address: string, database: string): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}

/** The same server and database, another role. */
export function withRole(address: string, role: string, password?: string): string {
  const url = new URL(address)
  if (url.searchParams.has('user')) url.searchParams.set('user', role)
  else url.username = role
  if (password !== undefined && url.hostname !== '') url.password = password
  return url.href
}
