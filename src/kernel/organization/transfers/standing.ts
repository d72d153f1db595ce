import { covers } from '../dates.ts'
import type { PersonView } from '../types.ts'
import type { PersonFacts, Standing } from './types.ts'

/** Where a person is on a day and what is kept of him. */
export function standingOf(
  person: PersonView,
  facts: PersonFacts | undefined,
  on: string,
): Standing {
  return {
    name: person.name,
    kana: facts?.kana ?? '',
    number: facts?.number ?? null,
    unit: person.unit,
    employment: person.employment,
    posts: [...new Set(person.posts.filter((held) => covers(held, on)).map((held) => held.post))],
    email: facts?.email ?? null,
    phone: facts?.phone ?? null,
    until: person.to ?? null,
  }
}

/** What differs between two standings. The order of posts means nothing. */
export function changesBetween(before: Standing, after: Standing): readonly (keyof Standing)[] {
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

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each))
}
