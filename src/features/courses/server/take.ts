import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction, defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { lockOpen, openOfPersons } from '#features/rounds/server/public.ts'
import { AnswerTest, CoursePath, KeepProgress } from '../contract.ts'
import type { CourseContent, LessonView } from '../contract.ts'
import { taughtRound, unitOfLine } from './access.ts'
import { judgeTest } from './judge.ts'
import { courseRow, takings, taughtContent } from './store.ts'
import type { CourseRecord, Taking } from './store.ts'
import { writeLine } from './writeLine.ts'

/** A course with what the actor has open for it, and how far she has come. */
interface Lesson {
  readonly person: string
  readonly course: CourseRecord
  readonly content: CourseContent
  readonly open?: {
    readonly occurrence: string
    readonly round: string
    readonly unit: string | null
  }
  readonly taking?: Taking
}

/**
 * A course that the actor takes: for what she has open herself, or one that she passed, to look at
 * again. For all others it is not there.
 */
async function lessonOf(tx: Transaction, id: string): Promise<Lesson> {
  const person = actorPerson(tx) ?? refuse('not-found', { what: nouns.course })
  const course = await courseRow(tx, id)
  if (course.edition === 0) refuse('not-found', { what: nouns.course })
  const [open] = await openOfPersons(tx, { rounds: course.rounds, persons: [person] })
  const own = await takings(tx)
    .where('course_id', '=', id)
    .where('person_id', '=', person)
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .execute()
  if (open === undefined && own.length === 0) refuse('not-found', { what: nouns.course })
  if (course.state === 'withdrawn') refuse('course-over', { course: course.title })
  const taking = own.find(
    ({ edition, occurrence_id }) =>
      open === undefined || (edition === course.edition && occurrence_id === open.row.id),
  )
  return {
    person,
    course,
    content: await taughtContent(tx, course),
    ...(open === undefined
      ? {}
      : {
          open: { occurrence: open.row.id, round: open.row.round, unit: open.row.unit_id },
        }),
    ...(taking === undefined ? {} : { taking }),
  }
}

/** The pages and the questions of a course, without what is right. */
export const lesson = defineQuery({
  name: 'course.lesson',
  input: CoursePath,
  authorise: (tx, input) => lessonOf(tx, input.id),
  async run(_tx, _input, { course, content, taking, open }): Promise<LessonView> {
    const { pages, questions, needed } = content
    return {
      id: course.id,
      title: course.title,
      edition: course.edition,
      pages,
      questions: questions.map(({ ask, options }) => ({ ask, options })),
      needed,
      page: taking?.page ?? 0,
      tries: taking?.tries ?? 0,
      passedAt: taking?.passed_at?.toISOString() ?? null,
      occurrence: open?.occurrence ?? null,
    }
  },
})

/** Keeps to which page somebody came. */
export const keepProgress = defineAction({
  name: 'course.read',
  title: { ja: '研修の教材を読み進めた', en: 'Read on in a course' },
  input: KeepProgress,
  authorise: (tx, input) => lessonOf(tx, input.id),
  async run(tx, { id, edition, page }, found) {
    const { open, course } = found
    if (open !== undefined && edition === course.edition) {
      const taking = await begun(tx, found, open.occurrence)
      if (page > taking.page) updateTaking(tx, taking.id, { page })
    }
    return {
      result: undefined,
      event: { subject: { kind: 'course', id }, detail: { edition, page } },
    }
  },
})

/**
 * Answers the test. Who passes has a line in the ledger with it, which closes what she has open;
 * under the mark, she may answer again.
 */
export const answerTest = defineAction({
  name: 'course.answer',
  title: { ja: '研修のテストに答えた', en: 'Answered the test of a course' },
  input: AnswerTest,
  authorise: (tx, input) => lessonOf(tx, input.id),
  async run(tx, { id, edition, answers }, found) {
    const { open, course, content, person } = found
    if (edition !== course.edition) refuse('course-changed', { course: course.title })
    const result = judgeTest(content, answers)
    const detail = { title: course.title, edition, right: result.right, of: result.of }
    if (open === undefined || !(await lockOpen(tx, open.occurrence)))
      return { result, event: { subject: { kind: 'course', id }, detail } }
    const taking = await begun(tx, found, open.occurrence)
    const tries = taking.tries + 1
    if (!result.passed) {
      updateTaking(tx, taking.id, { tries, score: result.right })
      return {
        result,
        event: { subject: { kind: 'course', id }, detail: { ...detail, passed: false } },
      }
    }
    const round = taughtRound(tx, open.round)
    const line = await writeLine(
      tx,
      round,
      {
        title: course.title,
        day: tx.today,
        place: '',
        attendees: [person],
        result: `教材の第${edition}版のテスト：${result.of}問のうち${result.right}問（合格は${result.needed}問）`,
      },
      { unit: unitOfLine(tx, round, open.unit), as: 'self' },
    )
    updateTaking(tx, taking.id, {
      tries,
      score: result.right,
      page: content.pages.length,
      passed_at: tx.now,
      entry_id: line.id,
    })
    return {
      result,
      event: {
        subject: { kind: 'course', id },
        detail: { ...detail, passed: true, line: line.number, closed: line.closed },
      },
    }
  },
})

/** The taking of the present edition, begun where there is none. */
async function begun(
  tx: Transaction,
  { taking, course, person }: Lesson,
  occurrence: string,
): Promise<Taking> {
  if (taking !== undefined) return taking
  await tx.db
    .insertInto('course_takings')
    .values({
      organization_id: tx.organization.id,
      id: tx.newId(),
      course_id: course.id,
      edition: course.edition,
      occurrence_id: occurrence,
      person_id: person,
      score: null,
      begun_at: tx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return takings(tx)
    .where('course_id', '=', course.id)
    .where('edition', '=', course.edition)
    .where('occurrence_id', '=', occurrence)
    .executeTakeFirstOrThrow()
}

function updateTaking(
  tx: Transaction,
  id: string,
  change: {
    readonly page?: number
    readonly tries?: number
    readonly score?: number
    readonly passed_at?: Date
    readonly entry_id?: string
  },
): void {
  tx.deferWrite(
    tx.db
      .updateTable('course_takings')
      .set(change)
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id),
  )
}
