import { defaultAccountRules } from './read/program.ts'
import { readHandOver } from './read/roles.ts'
import type { Pack } from './types.ts'

/**
 * What stands in the place of an edition that cannot be read: sign-in as where a policy says
 * nothing, and nothing else is permitted.
 */
export function noPack(of: Pick<Pack, 'id' | 'title' | 'edition' | 'inForce'>): Pack {
  return {
    ...of,
    extends: [],
    headings: [],
    provisions: [],
    posts: new Map(),
    roles: new Map(),
    separationOfDuties: [],
    handOver: readHandOver(undefined),
    handling: { acts: new Map(), rules: [], safeguards: new Map() },
    registers: new Map(),
    procedures: new Map(),
    checklists: new Map(),
    rounds: new Map(),
    documents: new Map(),
    courses: new Map(),
    choices: new Map(),
    groups: [],
    registerGroups: [],
    wants: [],
    accounts: defaultAccountRules,
    grants: {
      id: 'grants',
      title: 'プログラムの権限',
      carries: [],
      administer: [],
      readJournal: [],
    },
    cases: [],
  }
}
