import { refuse } from '#kernel/problems/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { demandVersion } from '#features/organization/server/public.ts'
import { ChangeCourse, CourseVersion, CreateCourse } from '../contract.ts'
import type { CourseContent } from '../contract.ts'
import { demandTeaching, unitOfLine } from './access.ts'
import { contentOf, courseRow } from './store.ts'
import type { CourseRecord } from './store.ts'

const empty: CourseContent = { pages: [], questions: [], needed: 0 }

/** Begins a course: empty, or from a template of the pack. */
export const createCourse = defineAction({
  name: 'course.create',
  title: { ja: '研修の教材を作った', en: 'Began a course' },
  input: CreateCourse,
  authorise: (tx, input) => demandAll(tx, input.rounds),
  async run(tx, input, [round]) {
    const template =
      input.template === undefined ? undefined : tx.organization.pack.courses.get(input.template)
    if (input.template !== undefined && template === undefined)
      refuse('not-found', { what: nouns.course })
    const id = tx.newId()
    const content =
      template === undefined
        ? empty
        : { pages: template.pages, questions: template.questions, needed: template.needed }
    tx.deferWrite(
      tx.db.insertInto('courses').values({
        organization_id: tx.organization.id,
        id,
        unit_id: round === undefined ? null : unitOfLine(tx, round, actorUnit(tx)),
        rounds: [...input.rounds],
        title: input.title.trim(),
        draft: JSON.stringify(content),
        state: 'draft',
        changed_by: actorPerson(tx) ?? null,
        changed_at: tx.now,
      }),
    )
    return {
      result: { id, version: 1 },
      event: {
        subject: { kind: 'course', id },
        detail: { title: input.title, rounds: input.rounds, template: input.template ?? null },
      },
    }
  },
})

/** Writes in a course; what is taught stays as it is until it is published. */
export const changeCourse = defineAction({
  name: 'course.change',
  title: { ja: '研修の教材を書き換えた', en: 'Changed a course' },
  input: ChangeCourse,
  async authorise(tx, input) {
    demandAll(tx, input.rounds)
    return ownCourse(tx, input)
  },
  async run(tx, input, course) {
    demandAnswerable(input.content)
    update(tx, course, {
      title: input.title.trim(),
      rounds: [...input.rounds],
      draft: JSON.stringify(input.content),
    })
    return {
      result: { id: course.id, version: course.version + 1 },
      event: {
        subject: { kind: 'course', id: course.id },
        detail: {
          title: input.title,
          rounds: input.rounds,
          pages: input.content.pages.length,
          questions: input.content.questions.length,
        },
      },
    }
  },
})

/** Publishes what is written as the next edition. */
export const publishCourse = defineAction({
  name: 'course.publish',
  title: { ja: '研修の教材を配った', en: 'Published a course' },
  input: CourseVersion,
  authorise: (tx, input) => ownCourse(tx, input),
  async run(tx, _input, course) {
    const content = contentOf(course.draft, course.title)
    demandComplete(content)
    const edition = course.edition + 1
    tx.deferWrite(
      tx.db.insertInto('course_editions').values({
        organization_id: tx.organization.id,
        course_id: course.id,
        edition,
        content: JSON.stringify(content),
        published_by: actorPerson(tx) ?? null,
        published_at: tx.now,
      }),
    )
    update(tx, course, { edition, state: 'published' })
    return {
      result: { id: course.id, version: course.version + 1 },
      event: {
        subject: { kind: 'course', id: course.id },
        detail: { title: course.title, edition, needed: content.needed },
      },
    }
  },
})

/** Takes a course back: nobody begins it any more. Who passed it has passed it. */
export const withdrawCourse = defineAction({
  name: 'course.withdraw',
  title: { ja: '研修の教材を配るのをやめた', en: 'Withdrew a course' },
  input: CourseVersion,
  authorise: (tx, input) => ownCourse(tx, input),
  async run(tx, _input, course) {
    if (course.state !== 'published') refuse('course-over', { course: course.title })
    update(tx, course, { state: 'withdrawn' })
    return {
      result: { id: course.id, version: course.version + 1 },
      event: {
        subject: { kind: 'course', id: course.id },
        detail: { title: course.title, edition: course.edition },
      },
    }
  },
})

/** All rounds that a course is for must be of ledgers that the actor writes in. */
function demandAll(tx: Transaction, rounds: readonly string[]) {
  const taught = demandTeaching(tx, rounds)
  if (taught.length < rounds.length) refuse('not-found', { what: nouns.recurringWork })
  return taught
}

async function ownCourse(
  tx: Transaction,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<CourseRecord> {
  const course = await courseRow(tx, id, true)
  demandTeaching(tx, course.rounds, course.unit_id)
  await demandVersion(tx, { kind: 'course', id }, course.version, version)
  return course
}

function update(
  tx: Transaction,
  { id, version }: CourseRecord,
  change: {
    readonly title?: string
    readonly rounds?: string[]
    readonly draft?: string
    readonly edition?: number
    readonly state?: CourseRecord['state']
  },
): void {
  tx.deferWrite(
    tx.db
      .updateTable('courses')
      .set({
        ...change,
        version: version + 1,
        changed_by: actorPerson(tx) ?? null,
        changed_at: tx.now,
      })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id),
  )
}

/** Refuses a question whose right answer is none of its answers. */
function demandAnswerable({ questions }: CourseContent): void {
  const faults = questions.flatMap(({ right, options }, index): FaultWords[] =>
    right < options.length
      ? []
      : [
          {
            at: `/content/questions/${index}/right`,
            detail: {
              ja: `${index + 1}問めの正しい答えを選んでください。`,
              en: `Choose the right answer of question ${index + 1}.`,
            },
          },
        ],
  )
  if (faults.length > 0) refuse('input-invalid', { count: faults.length }, { faults })
}

/** Refuses what nobody could take: no page, no question, a mark beyond the questions. */
function demandComplete({ pages, questions, needed }: CourseContent): void {
  const faults: FaultWords[] = [
    ...(pages.length > 0 && pages.every(({ text }) => text.trim() !== '')
      ? []
      : [
          {
            at: '/pages',
            detail: {
              ja: '中身のないページがあります。書いてから配ってください。',
              en: 'There is a page without text. Write it, then publish.',
            },
          },
        ]),
    ...(questions.length > 0
      ? []
      : [
          {
            at: '/questions',
            detail: {
              ja: 'テストの問いがありません。一つ以上書いてから配ってください。',
              en: 'There is no question. Write at least one, then publish.',
            },
          },
        ]),
    ...(needed >= 1 && needed <= questions.length
      ? []
      : [
          {
            at: '/needed',
            detail: {
              ja: `合格に要る正解の数を、1から${questions.length}までにしてください。`,
              en: `Set the right answers needed to a number from 1 to ${questions.length}.`,
            },
          },
        ]),
  ]
  if (faults.length > 0) refuse('input-invalid', { count: faults.length }, { faults })
}
