import type { OrganizationView } from '../types.ts'
import { UnitNames } from './names.ts'

const events =
  /採用|昇任|昇格|転任|異動|配置換|転入|出向|併任|兼務|再任用|任用|復職|休職|退職|離職|転出|免職|失職|死亡|任期満了|派遣|退任/
const ranks = /級(?:職員)?$|^(?:部|課|次|室|係|所|園|校)長$|^(?:管理職|一般職)$/

/** Whether a line above others says what becomes of the people below it. */
export function namesEvent(section: string): boolean {
  return events.test(section)
}

/** Lines that head a part of a list: a unit, an event, a rank. */
export class SectionNames {
  readonly #units: UnitNames

  constructor(org: OrganizationView) {
    this.#units = new UnitNames(org)
  }

  /** The unit of the nearest line above that names one. */
  unitOf(sections: readonly string[]): string | undefined {
    for (const section of sections) {
      const match = this.#units.find(bare(section))
      if ('one' in match) return match.one
    }
    return undefined
  }

  /** Whether it is known what the line heads. */
  isHeading(section: string): boolean {
    return namesEvent(section) || ranks.test(bare(section)) || this.unitOf([section]) !== undefined
  }
}

function bare(section: string): string {
  return section.replaceAll(/[【】■◆●▼▽◎□◇★☆《》〈〉<>＜＞[\]［］]/gu, '').trim()
}
