import { covers } from '../dates.ts'
import type { PersonView } from '../types.ts'
import type { PersonFacts, StaffRecord } from './types.ts'

/** Where a person works on a day, and what is stored about the person. */
export function staffRecordOf(
  person: PersonView,
  facts: PersonFacts | undefined,
  on: string,
): StaffRecord {
  return {
    name: person.name,
    kana: facts?.kana ?? '',
    number: facts?.number ?? null,
    unit: person.unit,
    employment: person.employment,
    posts: [
      ...new Set(person.posts.filter((tenure) => covers(tenure, on)).map((tenure) => tenure.post)),
    ],
    email: facts?.email ?? null,
    phone: facts?.phone ?? null,
    until: person.to ?? null,
  }
}

/** The differences between two records. The order of posts does not count. */
export function changesBetween(
  before: StaffRecord,
  after: StaffRecord,
): readonly (keyof StaffRecord)[] {
  const keys = [
    'name',
    'kana',
    'number',
    'unit',
    'posts',
    'employment',
    'email',
    'phone',
    'until',
  ] as const
  return keys.filter((key) =>
    key === 'posts' ? !sameSet(before.posts, after.posts) : before[key] !== after[key],
  )
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item) => right.includes(item))
}
