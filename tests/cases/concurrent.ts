import { beginCampaign } from '#features/campaigns/server/begin.ts'
import { answerLines } from '#features/campaigns/server/answer.ts'
import { actOnCase, beginCase, withdrawCase } from '#features/cases/server/actions.ts'
import { releaseException, renewException } from '#features/cases/server/exceptions/actions.ts'
import { handOverCase } from '#features/cases/server/handOver.ts'
import { remindLateCases, watchExceptions } from '#features/cases/server/public.ts'
import { planMeeting, recordMeeting } from '#features/meetings/server/actions.ts'
import { createEntry, updateEntry } from '#features/registers/server/actions.ts'
import { changeMany } from '#features/registers/server/changeMany.ts'
import { checkImport, runRegisterJobs, runImport } from '#features/registers/server/public.ts'
import { planTransfer } from '#features/transfers/server/actions.ts'
import { transfer } from '#features/transfers/server/queries.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import { withOfficers } from '../meetings/officers.ts'
import type { PersonName, World } from '../support/world.ts'
import { takeOutFields } from './steps.ts'
import { caseVersion, entriesSeen } from '../support/versions.ts'

/**
 * Files added to the pack of ひなた町, so that every kind of action can use the same entries and cases.
 */
export const concurrentFiles = {
  'procedures/exempt.yaml': `procedure: exempt
title: 例外の申請
number: 例外{年度}-{000}
subject: 例外
about: lines of assets
carries: 2-1(1)
fields:
  rules: { title: 外したい条項, type: provisions, required }
  until: { title: 終わりの日, type: date, meaning: free, required }
  others: { title: 終わらせる例外の番号, type: text }
steps:
  apply: { title: 申請, by: applicant, fill: [rules, until], button: 申請する, then: approve }
  approve:
    title: 承認
    by: security-officer of applicant.unit
    may:
      grant: { title: 認める, tone: good, then: { do: { except: rules, for: about, until: 'until' }, go: close } }
      refuse: { title: 認めない, tone: bad, then: end refused }
  close:
    title: 終わらせる
    by: security-officer of applicant.unit
    fill: [others]
    then: { do: { revoke: exceptions, of: others }, go: end over }
ends:
  over: { title: 終わった }
  refused: { title: 認められなかった, tone: bad }
`,
  'procedures/classify.yaml': `procedure: classify
title: 分類の見直し
number: 分類{年度}-{000}
subject: '{about}の分類'
about: lines of assets
carries: 2-1(1)
fields:
  level: { title: 新しい分類, type: class, required }
  by: { title: いつまでに, type: date, meaning: free }
steps:
  apply: { title: 申請, by: applicant, fill: [level, by], button: 申請する, then: decide }
  decide:
    title: 決定
    by: security-officer of applicant.unit
    within: until by
    late: { remind: [applicant], every: day }
    may:
      set: { title: 変える, tone: good, then: { do: { change: { fields: { class: 'level' } } }, go: end set } }
      keep: { title: 変えない, then: end set }
ends:
  set: { title: 終わった }
`,
  'procedures/regrade.yaml': `procedure: regrade
title: まとめての見直し
number: 見直し{年度}-{000}
subject: まとめての見直し
carries: 2-1(1)
fields:
  level: { title: 新しい分類, type: class, required }
  lines: { title: 対象, type: lines of assets, required }
steps:
  apply: { title: 申請, by: applicant, fill: [level, lines], button: 申請する, then: decide }
  decide:
    title: 決定
    by: security-officer of applicant.unit
    may:
      set:
        title: 変える
        tone: good
        then:
          - do:
              - { write: seats, with: { name: "'見直した口'" } }
              - { change: { fields: { class: 'level' } }, of: lines }
              - { start: loss-report, with: { what: "'控え'" } }
            go: end set
      keep: { title: 変えない, then: end set }
ends:
  set: { title: 終わった }
`,
  'procedures/dispose.yaml': `procedure: dispose
title: 廃棄
number: 廃棄{年度}-{000}
subject: '{about}の廃棄'
about: lines of assets
carries: 2-1(1)
fields:
  how: { title: 方法, type: text, required }
steps:
  apply: { title: 申請, by: applicant, fill: how, button: 申請する, then: decide }
  decide:
    title: 決定
    by: security-officer of applicant.unit
    may:
      allow:
        title: 廃棄する
        tone: good
        then:
          - do:
              - { start: loss-report, with: { what: "'廃棄の控え'" }, about: true }
              - { change: { state: 廃棄済み } }
              - { write: seats, with: { name: "'空いた口'" } }
            go: end done
      refuse: { title: 廃棄しない, tone: bad, then: end done }
ends:
  done: { title: 終わった }
`,
  'procedures/hold.yaml': `procedure: hold
title: 預かり
number: 預かり{年度}-{000}
subject: '{about}の預かり'
about: lines of assets
carries: 2-1(1)
fields:
  why: { title: わけ, type: text, required }
steps:
  apply: { title: 申し出, by: applicant, fill: why, button: 申し出る, then: back }
  back: { title: 返す, by: applicant, then: end done }
ends:
  done: { title: 返した }
`,
  'procedures/discuss.yaml': `procedure: discuss
title: 付議
number: 付議{年度}-{000}
subject: '{about}の付議'
about: lines of assets
carries: 1-1(5)
fields:
  level: { title: 新しい分類, type: class, required }
steps:
  apply: { title: 申し出, by: applicant, fill: level, button: 諮る, then: deliberate }
  deliberate:
    title: 審議
    by: committee
    meeting: true
    may:
      agree: { title: 認める, tone: good, then: { do: { change: { fields: { class: 'level' } } }, go: end agreed } }
      reject: { title: 認めない, tone: bad, then: end agreed }
ends:
  agreed: { title: 審議した }
`,
}

export const concurrentChanges = {
  'roles.yaml': withOfficers,
  'registers/assets.yaml': (text: string): string =>
    text
      .replace(
        'states: [使用中, 持出中, 廃棄済み]',
        'states: [使用中, 持出中, 廃棄済み]\nbyHand: [使用中, 持出中]\nended: [廃棄済み]\ndisposal: dispose',
      )
      .replace('carries: 2-1(1) }\nreach', 'carries: 2-1(1), missing: loss-report }\nreach'),
}

/** The entries and the stocktake that the actions of one run share. */
export interface Ground {
  /** The ids of two entries of 福祉課; the second is a copy of the first. */
  readonly lines: readonly [string, string]
  /** The stocktake that asks about both entries, and its part. */
  readonly part: { readonly id: string; readonly part: string }
}

type Ready = () => Promise<unknown>
/** Prepares an action on the shared entries. Returns the function that performs it. */
export type Kind = (world: World, ground: Ground, choice: number) => Promise<Ready>

/** Creates two entries and adds them to the running stocktake. */
export async function makeGround(world: World, campaign: Ground['part']): Promise<Ground> {
  const fields = { name: '名簿', form: 'data', class: { confidentiality: 2 }, place: '書庫' }
  const first = await world.performAction('clerk', createEntry, { register: 'assets', fields })
  const second = await world.performAction('clerk', createEntry, {
    register: 'assets',
    fields,
    copyOf: first.id,
  })
  await world.transact(({ db, organization }) =>
    db
      .insertInto('campaign_lines')
      .values(
        [first.id, second.id].map((entry_id) => ({
          organization_id: organization.id,
          part_id: campaign.part,
          entry_id,
        })),
      )
      .execute(),
  )
  return { lines: [first.id, second.id], part: campaign }
}

/** Begins the only stocktake of the world. Returns its id and that of its part. */
export async function beginStocktake(world: World): Promise<Ground['part']> {
  await world.performAction('clerk', createEntry, {
    register: 'assets',
    fields: { name: '台帳', form: 'data', class: { confidentiality: 1 }, place: '書庫' },
  })
  const { id } = await world.performAction('head', beginCampaign, {
    register: 'assets',
    units: [world.units.welfare],
  })
  const { part } = await world.transact(({ db }) =>
    db
      .selectFrom('campaign_parts')
      .select('id as part')
      .where('campaign_id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  return { id, part }
}

/** Both entries in either order, or one of them. */
const chooseEntries = ({ lines: [a, b] }: Ground, choice: number): string[] =>
  [[a, b], [b, a], [a], [b]][choice % 4] ?? []

const sendCase = async (
  world: World,
  procedure: string,
  about: readonly string[],
  fields: Record<string, unknown>,
  by: PersonName = 'clerk',
): Promise<string> =>
  (
    await world.performAction(by, beginCase, {
      procedure,
      ...(about.length > 0 ? { about: [...about] } : {}),
      fields,
      send: true,
    })
  ).id

const actLater =
  (world: World, by: PersonName, id: string, step: string, decision?: string, fields = {}): Ready =>
  async () =>
    world.performAction(by, actOnCase, {
      id,
      version: await caseVersion(world, id),
      step,
      fields,
      ...(decision ? { decision } : {}),
      confirmed: ['1', '2'],
    })

const level = (choice: number) => ({ confidentiality: 1 + (choice % 3) })

const edit = (fields: (choice: number) => object): Kind => {
  return async (world, ground, choice) => {
    const [id = ''] = chooseEntries(ground, choice)
    return () =>
      world.performAction('clerk', updateEntry, {
        register: 'assets',
        id,
        version: 1,
        reason: '見直し',
        ...fields(choice),
      })
  }
}

const many = (fields: (choice: number) => Record<string, unknown>): Kind => {
  return async (world, ground, choice) => async () =>
    world.performAction('clerk', changeMany, {
      register: 'assets',
      entries: await entriesSeen(world, chooseEntries(ground, choice)),
      fields: fields(choice),
      reason: '見直し',
    })
}

const grantException = async (world: World, ground: Ground, choice: number) => {
  const id = await sendCase(world, 'exempt', chooseEntries(ground, choice), {
    rules: ['2-1(1)'],
    until: '2026-11-20',
  })
  await actLater(world, 'head', id, 'approve', 'grant')()
  const rows = await world.transact(({ db }) =>
    db.selectFrom('exceptions').select(['id', 'number']).where('case_id', '=', id).execute(),
  )
  return { id, exception: rows[0]?.id ?? '', number: rows[0]?.number ?? '' }
}

const tick =
  (run: typeof remindLateCases): Kind =>
  async (world) =>
  () =>
    run({
      organizationId: world.organizationId,
      services: world.services,
      signal: new AbortController().signal,
    })

/** Sets the last day of a person's employment; null for no end. */
const setLastDay = (world: World, person: PersonName, until: string | null): Promise<unknown> =>
  world.transact(async ({ db, organization }) => {
    await db
      .updateTable('persons')
      .set({ to_on: until })
      .where('id', '=', world.persons[person])
      .execute()
    await db
      .updateTable('organizations')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('organization_id', '=', organization.id)
      .execute()
  })

/** Every kind of action that changes entries or cases. */
export const kinds: Readonly<Record<string, Kind>> = {
  'edit a line': edit((choice) => ({ fields: { place: `棚${choice}` } })),
  'class a line': edit((choice) => ({ fields: { class: level(choice) } })),
  'change a state': edit(() => ({ state: '持出中' })),
  'change many': many((choice) => ({ place: `棚${choice}` })),
  'class many': many((choice) => ({ class: level(choice) })),
  'copy a line': async (world, ground, choice) => () =>
    world.performAction('clerk', createEntry, {
      register: 'assets',
      fields: { name: '写し', form: 'data', place: '棚' },
      copyOf: chooseEntries(ground, choice)[0]!,
      mixtureOf: [...ground.lines],
    }),
  'act with a class': async (world, ground, choice) =>
    actLater(
      world,
      'head',
      await sendCase(world, 'classify', chooseEntries(ground, choice), { level: level(choice) }),
      'decide',
      'set',
    ),
  'act on lines in a field': async (world, ground, choice) =>
    actLater(
      world,
      'head',
      await sendCase(world, 'regrade', [], {
        level: level(choice),
        lines: chooseEntries(ground, choice),
      }),
      'decide',
      'set',
    ),
  dispose: async (world, ground, choice) =>
    actLater(
      world,
      'head',
      await sendCase(world, 'dispose', chooseEntries(ground, choice), { how: '裁断' }),
      'decide',
      'allow',
    ),
  withdraw: async (world, ground, choice) => {
    const id = await sendCase(world, 'take-out', chooseEntries(ground, choice), takeOutFields)
    return () => world.performAction('clerk', withdrawCase, { id })
  },
  'hand over': async (world, ground, choice) => {
    await setLastDay(world, 'colleague', null)
    const id = await sendCase(
      world,
      'hold',
      chooseEntries(ground, choice),
      { why: '出張' },
      'colleague',
    )
    await setLastDay(world, 'colleague', '2026-11-01')
    const { colleague, clerk } = world.persons
    return () =>
      world.performAction('head', handOverCase, { id, from: colleague, to: clerk, reason: '退職' })
  },
  begin: async (world, ground, choice) => () =>
    world.performAction('clerk', beginCase, {
      procedure: 'dispose',
      about: chooseEntries(ground, choice),
    }),
  'begin and send': async (world, ground, choice) => () =>
    sendCase(world, 'take-out', chooseEntries(ground, choice), takeOutFields),
  'answer a stocktake': async (world, ground, choice) => async () =>
    world.performAction('clerk', answerLines, {
      ...ground.part,
      entries: await entriesSeen(world, chooseEntries(ground, choice)),
      answer: choice % 2 === 0 ? 'missing' : 'there',
    }),
  'decide in a meeting': async (world, ground, choice) => {
    const first = await sendCase(world, 'discuss', chooseEntries(ground, choice), {
      level: level(choice),
    })
    const second = await sendCase(world, 'discuss', chooseEntries(ground, choice + 1), {
      level: level(choice),
    })
    const { id } = await world.performAction('chief', planMeeting, {
      body: 'committee',
      beginsAt: world.clock.now().toISOString(),
      place: '会議室',
      topics: [],
    })
    const cases = choice % 2 === 0 ? [first, second] : [second, first]
    const seen = await Promise.all(
      cases.map(async (id) => ({
        case: id,
        version: await caseVersion(world, id),
        decision: 'agree',
      })),
    )
    return () =>
      world.performAction('chief', recordMeeting, {
        id,
        version: 1,
        attendees: [world.persons.ciso],
        minutes: '審議した。',
        decisions: seen,
      })
  },
  'renew an exception': async (world, ground, choice) => {
    const { exception } = await grantException(world, ground, choice)
    return () => world.performAction('clerk', renewException, { id: exception })
  },
  'release an exception': async (world, ground, choice) => {
    const { exception } = await grantException(world, ground, choice)
    return () => world.performAction('clerk', releaseException, { id: exception })
  },
  'revoke exceptions': async (world, ground, choice) => {
    const [first, second] = [
      await grantException(world, ground, choice),
      await grantException(world, ground, choice + 1),
    ]
    return actLater(world, 'head', first.id, 'close', undefined, {
      others: `${second.number}、${first.number}`,
    })
  },
  'watch exceptions': async (world, ground, choice) => {
    await grantException(world, ground, choice)
    return tick(watchExceptions)(world, ground, choice)
  },
  remind: async (world, ground, choice) => {
    await sendCase(world, 'classify', chooseEntries(ground, choice), {
      level: level(choice),
      by: '2026-11-01',
    })
    return tick(remindLateCases)(world, ground, choice)
  },
  'keep the ledgers': async (world, ground, choice) => {
    await world.transact(({ db }) =>
      db
        .updateTable('entries')
        .set({ keep_until: '2026-10-01' })
        .where('id', 'in', [...ground.lines])
        .execute(),
    )
    return tick(runRegisterJobs)(world, ground, choice)
  },
  'apply a transfer': async (world) => {
    const admin = await world.as('admin')
    const { body } = await admin.upload<{ id: string }>(
      '/api/transfers',
      {
        name: '異動.csv',
        type: 'text/csv',
        content:
          '氏名,ふりがな,所属,電話,異動\r\n川口 渡,かわぐち わたる,建設課,123,異動\r\n林 緑,はやし みどり,福祉課,456,異動',
      },
      { on: '2026-11-02', everyone: 'false' },
    )
    return async () => {
      const { effect } = await world.runQuery('admin', transfer, { id: body.id })
      return world.performAction('admin', planTransfer, {
        id: body.id,
        acceptWarnings: true,
        effect,
      })
    }
  },
  'import lines': async (world) => {
    const clerk = await world.as('clerk')
    const jobs = new Outbox(
      world.services,
      new Map([
        ['import.check', checkImport],
        ['import.write', runImport],
      ]),
      [],
    )
    const { body } = await clerk.upload<{ id: string }>('/api/registers/assets/imports', {
      name: '台帳.csv',
      type: 'text/csv',
      content: '名称,形,分類,保管場所\r\n一つめ,紙,2,棚\r\n二つめ,紙,2,棚\r\n',
    })
    await jobs.runDue()
    await clerk.post(`/api/registers/assets/imports/${body.id}/run`, { goodOnly: false })
    return () => jobs.runDue()
  },
}
