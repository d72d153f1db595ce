import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Route } from '#platform/http/route.ts'
import type { World } from '#tests/support/world.ts'
import { makeWorld } from '#tests/support/world.ts'

/** Files that a revision of ひなた町 adds, each a register or a procedure. */
export const registerFiles = {
  'registers/cards.yaml': `register: cards
title: ICカード台帳
belongsTo: unit
keptBy: security-officer of unit
readBy: [chief-officer, person in holder]
number: カード{年度}-{000}
states: [使用中, 停止中, 返却済み, 廃棄済み]
enteredFrom: { 停止中: [使用中, 停止中] }
ended: [返却済み, 廃棄済み]
byHand: [使用中, 返却済み]
endByHand: 廃棄済み
heldBy: holder
returned: 返却済み
warn: { before: until, days: 30, tell: [person in holder, security-officer of unit], message: カードの有効期限が近づいています, carries: 2-1(1) }
label: [holder]
fields:
  name: { title: カード, type: text, required, search, column }
  holder: { title: 使う人, type: person, required, column }
  until: { title: 有効期限, type: date, column }
carries: 2-1(1)
`,
  'procedures/card-loss.yaml': `procedure: card-loss
title: ICカードの紛失
number: カード紛失{年度}-{000}
subject: "{about}の紛失"
about: lines of cards
carries: 2-2(4)
fields:
  lostAt: { title: なくした日時, type: date-time, past, required }
steps:
  report:
    title: 届け出
    by: applicant
    fill: lostAt
    button: 届け出る
    then:
      do:
        - { change: { state: 停止中 } }
        - { tell: security-officer of about.unit, message: カードを止めました }
      go: end stopped
ends:
  stopped: { title: 止めた }
`,
  'registers/licences.yaml': `register: licences
title: ライセンス台帳
belongsTo: organization
keptBy: chief-officer
readBy: everyone
number: L-{000}
fields:
  name: { title: ソフトウェア, type: text, required, search, column }
  owned: { title: 持っている数, type: number, required, column }
carries: 2-1(1)
`,
  'registers/installs.yaml': `register: installs
title: 入れたソフトウェア
belongsTo: unit
keptBy: security-officer of unit
unitWrites: true
readBy: unit
number: I-{000}
states: [使用中, 消した]
ended: 消した
count: { of: licence, against: owned, carries: 2-1(1) }
fields:
  name: { title: 機器, type: text, required, search, column }
  licence: { title: ライセンス, type: line of licences, required, column }
carries: 2-1(1)
`,
  'registers/rights.yaml': `register: rights
title: アクセス権の台帳
belongsTo: unit
keptBy: system-manager of system
readBy: unit
number: 権{年度}-{0000}
states: [有効, 取消]
ended: 取消
reach: { person: user, to: system, from: since, until: until, carries: 2-1(2) }
fields:
  name: { title: 権限, type: text, required, search, column }
  user: { title: 使う人, type: person, required, column }
  system: { title: 情報システム, type: line of systems, required, column }
  since: { title: いつから, type: date, required }
  until: { title: いつまで, type: date }
carries: 2-1(2)
`,
  'registers/devices.yaml': `register: devices
title: ネットワーク機器台帳
belongsTo: organization
keptBy: chief-officer
readBy: everyone
number: N-{000}
states: [使用中, 撤去]
ended: 撤去
diagram: { title: ネットワーク構成図, to: uplinks, group: zone, carries: 2-1(2) }
fields:
  name: { title: 機器, type: text, required, search, column }
  zone: { title: 網, type: choice(番号、行政、インターネット), column }
  uplinks: { title: つながる先, type: lines of devices }
carries: 2-1(2)
`,
  'registers/logs.yaml': `register: logs
title: ログの保管簿
belongsTo: unit
keptBy: security-officer of unit
unitWrites: true
readBy: unit
number: ログ{年度}-{000}
states: [保管中, 消去済み]
enteredFrom: { 消去済み: 保管中 }
retention: { months: 6, from: takenOn, then: log-disposal, carries: 2-2(4) }
stocktake: { every: year, in: 11月, by: security-officer of unit, missing: log-loss, carries: 2-1(1) }
fields:
  name: { title: ログ, type: text, required, search, column }
  takenOn: { title: 取った日, type: date, required, column }
  checkers: { title: 作業した人, type: persons, min: 2 }
carries: 2-1(1)
`,
  'registers/entrants.yaml': `register: entrants
title: 入室できる人の台帳
belongsTo: organization
keptBy: chief-officer
readBy: everyone
number: 室-{000}
nameField: holder
fields:
  holder: { title: 入る人, type: person, required, search, column }
carries: 2-1(2)
`,
  'procedures/log-disposal.yaml': `procedure: log-disposal
title: ログの消去
number: 消去{年度}-{000}
subject: "{about}の消去"
about: lines of logs
carries: 2-2(4)
fields:
  how: { title: 方法, type: text, required }
steps:
  erase: { title: 消去, by: applicant, fill: how, button: 消した, then: { do: { change: { state: 消去済み } }, go: end done } }
ends:
  done: { title: 消去済み }
`,
  'procedures/new-system.yaml': `procedure: new-system
title: システムの導入
number: 導入{年度}-{000}
subject: "{name}の導入"
carries: 2-1(2)
fields:
  name: { title: 名称, type: text, required }
steps:
  apply: { title: 届け出, by: applicant, fill: name, button: 届け出る, then: { do: { write: systems, with: { name: "name" } }, go: end written } }
ends:
  written: { title: 台帳に載せた }
`,
  'procedures/log-loss.yaml': `procedure: log-loss
title: ログの紛失
number: 紛失L{年度}-{000}
subject: "{about}の紛失"
about: lines of logs
carries: 2-2(4)
fields:
  what: { title: 何があったか, type: text, required }
steps:
  report: { title: 報告, by: applicant, fill: what, button: 報告する, then: end reported }
ends:
  reported: { title: 報告済み }
`,
} as const

/** A folder with ひなた町 that more files can be added to. */
export function packFolder(): {
  readonly folder: string
  add(files: Readonly<Record<string, string>>): void
  remove(): void
} {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-packs-'))
  cpSync(fileURLToPath(new URL('../support/packs', import.meta.url)), folder, { recursive: true })
  return {
    folder,
    add: (files) => {
      for (const [path, text] of Object.entries(files)) {
        const file = join(folder, 'hinata', path)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, text)
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A world whose policy has all these registers. */
export async function registerPackWorld(routes: readonly Route[], at?: string): Promise<World> {
  const packs = packFolder()
  packs.add(registerFiles)
  const world = await makeWorld({ routes, packsFolder: packs.folder, ...(at ? { at } : {}) })
  return {
    ...world,
    close: async () => {
      await world.close()
      packs.remove()
    },
  }
}

export interface WrittenEntry {
  readonly id: string
  readonly number: string
  readonly version: number
}

/** Writes an entry as a person; returns the problem where it is refused. */
export async function writeEntryAs(
  world: World,
  name: Parameters<World['as']>[0],
  register: string,
  fields: Record<string, unknown>,
  body: Record<string, unknown> = {},
): Promise<WrittenEntry> {
  const answer = await (
    await world.as(name)
  ).post<WrittenEntry>(`/api/registers/${register}/entries`, { fields, ...body })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body
}
