import { actOnCase, beginCase } from '#features/cases/server/public.ts'
import { keepFile } from '#features/files/server/actions.ts'
import { createEntry, updateEntry } from '#features/registers/server/actions.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { caseVersion } from '../support/versions.ts'
import type { World } from '../support/world.ts'

/** Acts of many kinds in a random order, so that every table has rows. */
export async function makeHistory(world: World, draw: (limit: number) => number): Promise<void> {
  const entries: { id: string; version: number }[] = []
  const cases: string[] = []
  const acts = [
    async () => {
      const fields = {
        name: `名簿${draw(1000)}`,
        form: 'paper',
        class: { confidentiality: 2 },
        place: '書庫',
      }
      const { id } = await world.performAction('clerk', createEntry, { register: 'assets', fields })
      entries.push({ id, version: 1 })
    },
    async () => {
      const entry = entries[draw(entries.length)]
      if (!entry) return
      const { id, version } = entry
      await world.performAction('clerk', updateEntry, {
        register: 'assets',
        id,
        version,
        fields: { place: `"金庫"\\\t😀${draw(1000)}` },
      })
      entry.version += 1
    },
    async () => {
      const entry = entries[draw(entries.length)]
      if (!entry) return
      const { id } = await world.performAction('clerk', beginCase, {
        procedure: 'take-out',
        about: [entry.id],
        send: true,
        fields: {
          medium: 'paper',
          destination: '県庁',
          purpose: '打合せ',
          departAt: '2026-11-04T09:00:00+09:00',
          returnBy: '2026-11-06T17:00:00+09:00',
        },
      })
      cases.push(id)
    },
    () =>
      world.performAction('clerk', keepFile, {
        sha256: String(draw(9)).repeat(64),
        size: draw(1000) + 1,
        name: '控え.txt',
        mediaType: 'text/plain',
        scan: 'clean',
      }),
    () => act(world, (tx) => writeOthers(world, tx, draw, cases)),
    () => act(world, (tx) => writeMore(world, tx, draw, entries, cases)),
    () => act(world, (tx) => changeMore(world, tx, draw)),
    async () => {
      const id = cases.pop()
      if (id === undefined) return
      await world.performAction('head', actOnCase, {
        id,
        version: await caseVersion(world, id),
        step: 'approve',
        decision: 'refuse',
        comment: '急がない',
      })
    },
  ]
  for (const index of [0, 2, 2, 3, 4, 5, 5, 6, 7, 1]) await acts[index]!()
  for (let i = 0; i < 25; i++) await acts[draw(acts.length)]!()
}

/** Runs writes with an event, as an action does. */
const act = (world: World, work: (tx: Transaction) => Promise<void>): Promise<void> =>
  world.gate.transactAction(world.organizationId, world.actor('admin'), async (tx) => {
    await work(tx)
    return {
      result: undefined,
      event: {
        at: tx.now.toISOString(),
        actor: null,
        action: 'test',
        subjectKind: 'organization',
        subjectId: world.organizationId,
        detail: '{}',
      },
    }
  })

async function writeOthers(
  world: World,
  tx: Transaction,
  draw: (limit: number) => number,
  cases: readonly string[],
): Promise<void> {
  const own = { organization_id: world.organizationId }
  const [person, caseId] = [world.persons.clerk, cases[draw(cases.length)]!]
  await tx.db
    .insertInto('assignments')
    .values({
      ...own,
      id: tx.newId(),
      role: 'keeper',
      scope: 'organization',
      person_id: person,
      from_on: '2026-11-01',
    })
    .execute()
  await tx.db
    .insertInto('edition_proposals')
    .values({
      ...own,
      id: tx.newId(),
      hash: tx.organization.editionHash,
      pack: 'hinata',
      title: '町の決まり',
      edition: `第${draw(1000)}版`,
      in_force_from: '2027-04-01',
      language: 4,
      sources: '{}',
      compared_with: tx.organization.editionHash,
      changes: '[]',
      cases_played: 0,
      status: 'withdrawn',
      proposed_by: person,
      proposed_at: tx.now,
    })
    .execute()
  const absence = tx.newId()
  await tx.db
    .insertInto('absences')
    .values({
      ...own,
      id: absence,
      person_id: person,
      from_on: '2026-11-01',
      to_on: '2026-11-02',
    })
    .execute()
  await tx.db
    .insertInto('absence_deputies')
    .values({
      ...own,
      id: tx.newId(),
      absence_id: absence,
      role: 'keeper',
      scope: 'organization',
      scope_id: world.organizationId,
      person_id: world.persons.head,
    })
    .execute()
  await tx.db
    .insertInto('api_tokens')
    .values({
      ...own,
      id: tx.newId(),
      account_id: world.accounts.clerk,
      title: '集計',
      token_hash: Buffer.from(tx.newId()),
      scopes: ['read'],
      created_at: tx.now,
    })
    .execute()
  await tx.db
    .insertInto('calendars')
    .values({
      ...own,
      id: tx.newId(),
      account_id: world.accounts.clerk,
      token_hash: Buffer.from(tx.newId()),
      created_at: tx.now,
      ended_at: tx.now,
    })
    .execute()
  const file = tx.newId()
  await tx.db
    .insertInto('files')
    .values({
      ...own,
      id: file,
      sha256: 'a'.repeat(64),
      name: '署名.pdf',
      media_type: 'application/pdf',
      size: 3,
      uploaded_at: tx.now,
    })
    .execute()
  await tx.db
    .insertInto('signatures')
    .values({
      ...own,
      id: tx.newId(),
      case_id: caseId,
      step: 'decide',
      title: '誓約',
      body: '守ります',
      signer_id: person,
      signer_name: '名前',
      signed_at: tx.now,
      seal: 'b'.repeat(64),
      file_id: file,
    })
    .execute()
  tx.deferWrite(
    tx.db.insertInto('exceptions').values({
      ...own,
      id: tx.newId(),
      case_id: caseId,
      number: '例外R8-0001',
      provisions: ['1'],
      from_on: '2026-11-01',
      until_on: '2026-12-01',
      created_at: tx.now,
    }),
  )
}

async function writeMore(
  world: World,
  tx: Transaction,
  draw: (limit: number) => number,
  entries: readonly { readonly id: string }[],
  cases: readonly string[],
): Promise<void> {
  const own = { organization_id: world.organizationId }
  const { clerk, head } = world.persons
  const entry = entries[draw(entries.length)]!.id
  const caseId = cases[draw(cases.length)]
  const [file, document, task, call] = [tx.newId(), tx.newId(), tx.newId(), tx.newId()]
  const [campaign, part] = [tx.newId(), tx.newId()]
  const text = `文${draw(1000)}`
  const { db } = tx
  tx.deferWrite(
    db.insertInto('files').values({
      ...own,
      id: file,
      sha256: 'c'.repeat(64),
      name: '原本.docx',
      media_type: 'text/plain',
      size: 4,
      uploaded_at: tx.now,
    }),
  )
  tx.deferWrite(
    db.insertInto('documents').values({
      ...own,
      id: document,
      title: text,
      file_id: file,
      imported_at: tx.now,
      imported_by: clerk,
      summary: '{}',
    }),
  )
  tx.deferWrite(
    db.insertInto('provisions').values([
      { ...own, edition_hash: tx.newId(), ref: '1-1', document_id: document, original: text },
      { ...own, edition_hash: tx.newId(), ref: '1-2', document_id: document, original: text },
    ]),
  )
  tx.deferWrite(
    db.insertInto('departure_decisions').values({
      ...own,
      document_id: document,
      place: draw(1000),
      decision: 'as-is',
      comment: text,
      decided_by: clerk,
      decided_at: tx.now,
    }),
  )
  tx.deferWrite(
    db
      .insertInto('organization_titles')
      .values({ ...own, until: new Date(tx.now.getTime() - draw(1_000_000_000)), title: text }),
  )
  tx.deferWrite(
    db
      .insertInto('start_asides')
      .values({ ...own, line: tx.newId(), word: text, person_id: clerk, at: tx.now }),
  )
  tx.deferWrite(
    db.insertInto('mail_trials').values({
      ...own,
      id: tx.newId(),
      person_id: clerk,
      address: 'clerk@example.jp',
      asked_at: tx.now,
    }),
  )
  tx.deferWrite(
    db.insertInto('tasks').values({
      ...own,
      id: task,
      kind: 'errand',
      title: text,
      person_id: clerk,
      created_at: tx.now,
      english: JSON.stringify({ title: text }),
    }),
  )
  tx.deferWrite(
    db
      .insertInto('reminders')
      .values({ ...own, task_id: task, person_id: clerk, on_date: tx.today, sent_at: tx.now }),
  )
  tx.deferWrite(
    db.insertInto('notices').values({
      ...own,
      id: tx.newId(),
      person_id: clerk,
      kind: 'general',
      message: text,
      at: tx.now,
    }),
  )
  if (caseId !== undefined)
    tx.deferWrite(
      db
        .insertInto('reviews')
        .values({ ...own, id: tx.newId(), case_id: caseId, seq: 1, holder_id: head }),
    )
  tx.deferWrite(
    db
      .insertInto('entry_warnings')
      .values({ ...own, entry_id: entry, warning: tx.newId(), on_date: tx.today, told_at: tx.now }),
  )
  tx.deferWrite(
    db.insertInto('imports').values({
      ...own,
      id: tx.newId(),
      register: 'assets',
      file_id: file,
      status: 'checking',
      created_by: clerk,
      created_at: tx.now,
    }),
  )
  writeRound(tx, own, clerk, text)
  tx.deferWrite(
    db.insertInto('campaigns').values({
      ...own,
      id: campaign,
      register: 'assets',
      title: text,
      period: campaign,
      begins_on: tx.today,
      due_on: '2026-12-01',
      begun_at: tx.now,
    }),
  )
  tx.deferWrite(db.insertInto('campaign_parts').values({ ...own, id: part, campaign_id: campaign }))
  tx.deferWrite(db.insertInto('campaign_lines').values({ ...own, part_id: part, entry_id: entry }))
  tx.deferWrite(
    db.insertInto('meetings').values({
      ...own,
      id: tx.newId(),
      body: 'committee',
      number: tx.newId(),
      begins_at: tx.now,
      state: 'planned',
      attendees: [clerk],
      topics: '[]',
      decisions: '[]',
    }),
  )
  tx.deferWrite(
    db.insertInto('transfers').values({
      ...own,
      id: tx.newId(),
      effective_on: '2027-04-01',
      everyone: false,
      status: 'draft',
      file_id: file,
      lines: '[]',
      made_at: tx.now,
    }),
  )
  tx.deferWrite(
    db.insertInto('calls').values({
      ...own,
      id: call,
      drill: true,
      message: text,
      started_by: clerk,
      started_at: tx.now,
    }),
  )
  tx.deferWrite(
    db.insertInto('call_answers').values({
      ...own,
      call_id: call,
      person_id: clerk,
      role: 'keeper',
      position: 0,
      token_hashes: [Buffer.from(tx.newId())],
      told_at: tx.now,
    }),
  )
  await db
    .insertInto('layouts')
    .values({
      ...own,
      procedure: tx.newId(),
      version: 1,
      file_id: file,
      places: '[]',
      made_at: tx.now,
    })
    .execute()
}

/** A row in every table of the rounds. */
function writeRound(
  tx: Transaction,
  own: { readonly organization_id: string },
  clerk: string,
  text: string,
): void {
  const { db } = tx
  const [turn, occurrence, standing, finding] = [tx.newId(), tx.newId(), tx.newId(), tx.newId()]
  const subject = { subject_kind: 'person' as const, subject_id: tx.newId() }
  const mechanism = 'checklists/conduct/items/lock'
  tx.deferWrite(
    db.insertInto('round_turns').values({
      ...own,
      id: turn,
      round: 'self-check',
      period: turn,
      edition_hash: 'e',
      title: text,
      opened_at: tx.now,
      due_at: tx.now,
    }),
  )
  tx.deferWrite(
    db
      .insertInto('round_members')
      .values({ ...own, round: 'self-check', ...subject, title: text, seen_at: tx.now }),
  )
  tx.deferWrite(
    db.insertInto('occurrences').values({
      ...own,
      ...subject,
      id: occurrence,
      turn_id: turn,
      round: 'self-check',
      subject_title: text,
      due_at: tx.now,
      opened_at: tx.now,
      asked: 1,
    }),
  )
  tx.deferWrite(
    db.insertInto('standings').values({
      ...own,
      ...subject,
      id: standing,
      mechanism,
      occurrence_id: occurrence,
      value: JSON.stringify({ b: 1, a: text }),
      outcome: 'finding',
      proof: 'declared',
      answered_by: clerk,
      answered_at: tx.now,
      recorded_at: tx.now,
      via: 'person',
      accepted: false,
    }),
  )
  tx.deferWrite(
    db.insertInto('findings').values({
      ...own,
      ...subject,
      id: finding,
      mechanism,
      checklist: 'conduct',
      item: 'conduct/lock',
      subject_title: text,
      occurrence_id: occurrence,
      standing_id: standing,
      found_at: tx.now,
      due_on: tx.today,
      state: 'open',
    }),
  )
  tx.deferWrite(
    db.insertInto('finding_acts').values({
      ...own,
      id: tx.newId(),
      finding_id: finding,
      what: 'mended',
      at: tx.now,
      comment: text,
      files: [tx.newId()],
    }),
  )
  writeAudit(tx, { ...own, occurrence_id: occurrence }, clerk)
  writeCourse(tx, own, { occurrence, person: clerk, text })
}

/** A row in every table of audits. */
function writeAudit(
  tx: Transaction,
  of: { readonly organization_id: string; readonly occurrence_id: string },
  clerk: string,
): void {
  const { db } = tx
  const item = 'audit/conduct/lock'
  tx.deferWrite(
    db
      .insertInto('occurrence_members')
      .values({ ...of, person_id: clerk, named_by: clerk, named_at: tx.now, reason: '人がいない' }),
  )
  tx.deferWrite(
    db.insertInto('audit_samples').values({
      ...of,
      id: tx.newId(),
      item,
      source: 'lines/assets',
      number: 7,
      size: 1,
      population: 3,
      from_on: tx.today,
      until_on: tx.today,
      drawn: JSON.stringify([{ b: 1, a: 2 }]),
      marks: { x: 'kept' },
      drawn_by: clerk,
      drawn_at: tx.now,
    }),
  )
  tx.deferWrite(
    db
      .insertInto('audit_grades')
      .values({ ...of, item, grade: 'improvement', graded_by: clerk, graded_at: tx.now }),
  )
}

/** A row in every table of training, of machines and of calendars. */
function writeCourse(
  tx: Transaction,
  own: { readonly organization_id: string },
  {
    occurrence,
    person,
    text,
  }: { readonly occurrence: string; readonly person: string; readonly text: string },
): void {
  const { db } = tx
  const [course, session] = [tx.newId(), tx.newId()]
  tx.deferWrite(
    db.insertInto('courses').values({
      ...own,
      id: course,
      rounds: ['training'],
      title: text,
      draft: JSON.stringify({ b: 1, a: text }),
      edition: 1,
      state: 'published',
      changed_by: person,
      changed_at: tx.now,
    }),
  )
  tx.deferWrite(
    db.insertInto('course_editions').values({
      ...own,
      course_id: course,
      edition: 1,
      content: JSON.stringify({ a: text }),
      published_by: person,
      published_at: tx.now,
    }),
  )
  tx.deferWrite(
    db.insertInto('course_takings').values({
      ...own,
      id: tx.newId(),
      course_id: course,
      edition: 1,
      occurrence_id: occurrence,
      person_id: person,
      begun_at: tx.now,
    }),
  )
  tx.deferWrite(
    db.insertInto('course_sessions').values({
      ...own,
      id: session,
      round: 'training',
      title: text,
      begins_at: tx.now,
      state: 'planned',
    }),
  )
  tx.deferWrite(
    db.insertInto('course_attendances').values({
      ...own,
      session_id: session,
      person_id: person,
      how: 'list',
      at: tx.now,
    }),
  )
  tx.deferWrite(
    db.insertInto('machine_tokens').values({
      ...own,
      id: tx.newId(),
      title: text,
      token_hash: Buffer.from(tx.newId()),
      made_by: person,
      created_at: tx.now,
      expires_at: new Date(tx.now.getTime() + 86_400_000),
    }),
  )
}

/** Changes and deletes rows that `writeMore` wrote, one of each table. */
async function changeMore(
  world: World,
  tx: Transaction,
  draw: (limit: number) => number,
): Promise<void> {
  const { db } = tx
  const own = world.organizationId
  const one = async (
    table: 'tasks' | 'meetings' | 'transfers' | 'calls' | 'campaign_parts' | 'imports' | 'findings',
  ): Promise<string> => {
    const rows = await db
      .selectFrom(table)
      .select('id')
      .where('organization_id', '=', own)
      .orderBy('id')
      .execute()
    return rows[draw(rows.length)]!.id
  }
  const [task, meeting, transfer, call] = [
    await one('tasks'),
    await one('meetings'),
    await one('transfers'),
    await one('calls'),
  ]
  tx.deferWrite(
    db
      .updateTable('tasks')
      .set({ done_at: tx.now, done_by: world.persons.clerk })
      .where('organization_id', '=', own)
      .where('id', '=', task),
  )
  tx.deferWrite(
    db
      .updateTable('meetings')
      .set({ minutes: `議事${draw(100)}`, state: 'held' })
      .where('organization_id', '=', own)
      .where('id', '=', meeting),
  )
  tx.deferWrite(
    db
      .updateTable('transfers')
      .set({ status: 'withdrawn', closed_at: tx.now })
      .where('organization_id', '=', own)
      .where('id', '=', transfer),
  )
  await db
    .updateTable('findings')
    .set((eb) => ({ state: 'mended', version: eb('version', '+', 1) }))
    .where('organization_id', '=', own)
    .where('id', '=', await one('findings'))
    .execute()
  await db
    .updateTable('campaign_lines')
    .set({ answer: 'there', answered_at: tx.now, version: draw(9) })
    .where('organization_id', '=', own)
    .where('part_id', '=', await one('campaign_parts'))
    .execute()
  await db
    .updateTable('call_answers')
    .set({ state: 'ready', note: '着いた', answered_by: 'self', answered_at: tx.now })
    .where('organization_id', '=', own)
    .where('call_id', '=', call)
    .execute()
  await db
    .updateTable('imports')
    .set({ status: 'done', rows_read: draw(99) })
    .where('organization_id', '=', own)
    .where('id', '=', await one('imports'))
    .execute()
  const provision = await db
    .selectFrom('provisions')
    .select('edition_hash')
    .where('organization_id', '=', own)
    .where('ref', '=', '1-2')
    .executeTakeFirst()
  if (provision)
    await db
      .deleteFrom('provisions')
      .where('organization_id', '=', own)
      .where('edition_hash', '=', provision.edition_hash)
      .execute()
}
