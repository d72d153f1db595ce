import type { Pack } from '#kernel/packs/types.ts'
import { loadFixture, minatoTexts, showFault } from './support.ts'

/** The people and the systems of みなと町 that cases of rounds are about. */
const world = `
units:
  hall: { title: 町役場 }
  affairs: { title: 総務課, parent: hall }
  welfare: { title: 福祉課, parent: hall }
posts:
  vice: { title: 副町長, unit: hall, key: vice-mayor, leads: head }
  affairs-head: { title: 総務課長, unit: affairs, key: general-affairs-head, leads: head }
  welfare-head: { title: 福祉課長, unit: welfare, leads: head }
persons:
  tanaka: { name: 田中 一郎, unit: hall, posts: vice, employment: 正規 }
  kimura: { name: 木村 渚, unit: affairs, posts: affairs-head, employment: 正規 }
  sato: { name: 佐藤 花, unit: welfare, posts: welfare-head, employment: 正規 }
  ueda: { name: 上田 岳, unit: welfare, employment: 正規 }
  mori: { name: 森 空, unit: welfare, employment: 会計年度任用 }
assignments:
  - { role: system-manager, system: records, person: kimura }
  - { role: system-manager, system: mail, person: sato }
entries:
  records: { register: systems, unit: affairs, fields: { name: 住民記録 } }
  mail: { register: systems, unit: affairs, fields: { name: メール } }
`

/** みなと町 with cases, and with files changed; an error that says the faults. */
export async function minatoWith(
  cases: string,
  changes: Readonly<Record<string, (text: string) => string>> = {},
): Promise<Pack> {
  const texts = new Map(await minatoTexts())
    .set('minato/cases/organization.yaml', world)
    .set('minato/cases/rounds.yaml', cases)
  for (const [file, change] of Object.entries(changes)) {
    const path = `minato/${file}`
    const before = texts.get(path) ?? ''
    const after = change(before)
    if (after === before) throw new Error(`${path} is not changed`)
    texts.set(path, after)
  }
  const { edition, faults } = loadFixture('minato', texts)
  if (edition === undefined || faults.length > 0) throw new Error(faults.map(showFault).join('\n'))
  return edition.pack
}
