import { hash } from 'node:crypto'
import { stateTables } from '../db/stateTables.ts'
import type { RowStates } from '../db/rowStates.ts'

/** Begins the lines of an event that say which rows are recorded from there on. */
const mark = 'begin'

/** What the state of a row is made of, as a hash: its table, key and columns. */
function definitionOf(name: string): string {
  const { table = name, key, columns } = stateTables.get(name)!
  return hash('sha256', JSON.stringify([name, table, key, columns]), 'base64url').slice(0, 22)
}

/**
 * What journals prove whose events do not say it, because they began before events did. Never
 * changed: what is defined otherwise today is recorded anew.
 */
const first: Readonly<Record<string, string>> = {
  organizations: 'JajBRQlVeFr4L2NmvwssF-',
  pack_editions: 'HAtysOSBrsVJuvE7RnUejV',
  edition_proposals: '3fsdT0kXe3Keuo3BLp8OgW',
  units: 'otpuReDUZMP9sGnJUErXW_',
  posts: 'wzxAnDbTWCZEU-yuo841pp',
  persons: 'QD-P0AxaGwdrO9twq0nwwD',
  person_posts: 'Nz2ckkHhooqcviXed3gluW',
  assignments: '3JT1qmZMOrS3mQnZewPCL6',
  absences: 'eHjZJvD3CY-8tXatWhXfbY',
  accounts: 'MUfq_MokFGk2puiZFJrdeV',
  api_tokens: 'Vy9xdmqxLyOD3foUnzHpFF',
  entries: 'EFupGoLZ2CWNfbtteyT7QB',
  entry_versions: 'xXW7KgBuCNzE3xsYd0I60E',
  cases: '89YjMjfhMPFT6nt7P5DSIQ',
  'cases:opening': 'kcz2QZfgVr-CxxyYdSKtIe',
  case_steps: 'fhu_jzUhCw-Dp98UpTHxLU',
  exceptions: 'MeYQG0bPSuP2v3x7qaglgC',
  signatures: 'NBJelwrNlRkkX5-FmArM1a',
  files: 'lUbKcHydHViWSx2DOcTfNE',
}

/** The lines by which an event says that all rows of these states are recorded. */
export function beginnings(names: Iterable<string> = stateTables.keys()): RowStates {
  return new Map([...names].map((name) => [`${mark} ${name}`, definitionOf(name)]))
}

export const isBeginning = (key: string): boolean => key.startsWith(`${mark} `)

/** The states that an event begins to prove, as they are defined today. */
export function begunBy(state: string | null): readonly string[] {
  const lines = state?.split('\n').filter(isBeginning) ?? []
  const begun =
    lines.length > 0 ? lines.map((line) => line.split(' ').slice(1)) : Object.entries(first)
  return begun.flatMap(([name = '', definition]) =>
    stateTables.has(name) && definitionOf(name) === definition ? [name] : [],
  )
}
