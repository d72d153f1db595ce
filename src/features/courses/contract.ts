import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { pdfType } from '#kernel/contracts/mediaTypes.ts'
import { Version } from '#kernel/contracts/version.ts'

/** What the API and the screens share about courses: what is taught, the test, and sessions in a room. */

const Id = Type.String({ format: 'uuid' })
const TextOrNull = Type.Union([Type.String(), Type.Null()])
const RoundId = Type.String({ maxLength: 60 })
const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })

export const CoursePath = Type.Object({ id: Id })

/** One page, in Markdown. */
const Page = Type.Object(
  { title: Title, text: Type.String({ maxLength: 20_000 }) },
  { additionalProperties: false },
)
/** A question of the test: what may be answered, which of it is right, and why. */
const Question = Type.Object(
  {
    ask: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    options: Type.Array(Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }), {
      minItems: 2,
      maxItems: 6,
    }),
    right: Type.Integer({ minimum: 0, maximum: 5 }),
    why: Type.String({ maxLength: 1000 }),
  },
  { additionalProperties: false },
)
/** What is taught: pages, then a test of which so many answers must be right. */
export const CourseContent = Type.Object(
  {
    pages: Type.Array(Page, { maxItems: 60 }),
    questions: Type.Array(Question, { maxItems: 60 }),
    needed: Type.Integer({ minimum: 0, maximum: 60 }),
  },
  { additionalProperties: false },
)
export type CourseContent = Static<typeof CourseContent>

const About = {
  title: Title,
  rounds: Type.Array(RoundId, { minItems: 1, maxItems: 20, uniqueItems: true }),
}
const CreateBody = Type.Object(
  { ...About, template: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
)
export const CreateCourse = CreateBody
const ChangeBody = Type.Object(
  { ...About, content: CourseContent },
  { additionalProperties: false },
)
export const ChangeCourse = Type.Object(
  { ...ChangeBody.properties, ...CoursePath.properties, version: Version },
  { additionalProperties: false },
)
export const CourseVersion = Type.Object({ ...CoursePath.properties, version: Version })
const ProgressBody = Type.Object(
  { edition: Type.Integer({ minimum: 1 }), page: Type.Integer({ minimum: 0, maximum: 60 }) },
  { additionalProperties: false },
)
export const KeepProgress = Type.Object(
  { ...ProgressBody.properties, ...CoursePath.properties },
  { additionalProperties: false },
)
const AnswersBody = Type.Object(
  {
    edition: Type.Integer({ minimum: 1 }),
    answers: Type.Array(Type.Integer({ minimum: 0, maximum: 5 }), { maxItems: 60 }),
  },
  { additionalProperties: false },
)
export const AnswerTest = Type.Object(
  { ...AnswersBody.properties, ...CoursePath.properties },
  { additionalProperties: false },
)

const SessionBody = Type.Object(
  {
    round: RoundId,
    title: Title,
    place: Type.String({ maxLength: 200 }),
    beginsAt: Type.String({ format: 'date-time' }),
    units: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
  },
  { additionalProperties: false },
)
export const PlanSession = SessionBody
/** Who was present and who was not; of who is in neither, what was recorded stays. */
const ListBody = Type.Object(
  {
    present: Type.Array(Id, { maxItems: 5000, uniqueItems: true }),
    absent: Type.Array(Id, { maxItems: 5000, uniqueItems: true }),
  },
  { additionalProperties: false },
)
export const TickList = Type.Object(
  { ...ListBody.properties, ...CoursePath.properties, version: Version },
  { additionalProperties: false },
)
const AttendBody = Type.Object(
  { code: Type.String({ maxLength: 600 }) },
  { additionalProperties: false },
)

const Receipt = Type.Object({ id: Id, version: Type.Integer() })
const RoundTitle = Type.Object({ id: Type.String(), title: Type.String() })
const State = Type.Enum(['draft', 'published', 'withdrawn'])
const SessionState = Type.Enum(['planned', 'ended', 'cancelled'])

/** A course that somebody may take for what she has open. */
const Offer = Type.Object({
  occurrence: Id,
  round: Type.String(),
  roundTitle: Type.String(),
  dueAt: Type.String(),
  late: Type.Boolean(),
  courses: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      pages: Type.Integer(),
      /** The page that she came to; null before the first. */
      page: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
  sessions: Type.Array(
    Type.Object({ id: Id, title: Type.String(), place: Type.String(), beginsAt: Type.String() }),
  ),
})
export type Offer = Static<typeof Offer>

export const CourseRow = Type.Object({
  id: Id,
  title: Type.String(),
  state: State,
  edition: Type.Integer(),
  rounds: Type.Array(RoundTitle),
  begun: Type.Integer(),
  passed: Type.Integer(),
})
export type CourseRow = Static<typeof CourseRow>

const SessionRow = Type.Object({
  id: Id,
  title: Type.String(),
  roundTitle: Type.String(),
  place: Type.String(),
  beginsAt: Type.String(),
  state: SessionState,
  present: Type.Integer(),
})

/** How many of a unit have a round of training done and open in this 年度. */
const UnitYear = Type.Object({
  unit: Type.String(),
  asked: Type.Integer(),
  done: Type.Integer(),
  passed: Type.Integer(),
})
export type UnitYear = Static<typeof UnitYear>

/** What those who keep the ledger of trainings see. */
const Making = Type.Object({
  rounds: Type.Array(RoundTitle),
  templates: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
  courses: Type.Array(CourseRow),
  sessions: Type.Array(SessionRow),
  units: Type.Array(Type.Object({ id: Id, title: Type.String() })),
  year: Type.Array(UnitYear),
})
export type Making = Static<typeof Making>
const CoursesView = Type.Object({
  offers: Type.Array(Offer),
  making: Type.Union([Making, Type.Null()]),
})
export type CoursesView = Static<typeof CoursesView>

export const CourseView = Type.Object({
  ...CourseRow.properties,
  content: CourseContent,
  version: Type.Integer(),
  /** What is written differs from the edition that is taught. */
  changed: Type.Boolean(),
  mayChange: Type.Boolean(),
  making: Type.Array(RoundTitle),
})
export type CourseView = Static<typeof CourseView>

/** A course as who takes it sees it: never with what is right. */
export const LessonView = Type.Object({
  id: Id,
  title: Type.String(),
  edition: Type.Integer(),
  pages: Type.Array(Page),
  questions: Type.Array(Type.Object({ ask: Type.String(), options: Type.Array(Type.String()) })),
  needed: Type.Integer(),
  page: Type.Integer(),
  tries: Type.Integer(),
  passedAt: TextOrNull,
  /** What it is for, while that is open. */
  occurrence: Type.Union([Id, Type.Null()]),
})
export type LessonView = Static<typeof LessonView>

/** What came of a test. */
export const TestResult = Type.Object({
  right: Type.Integer(),
  of: Type.Integer(),
  needed: Type.Integer(),
  passed: Type.Boolean(),
  wrong: Type.Array(
    Type.Object({ question: Type.Integer(), right: Type.Integer(), why: Type.String() }),
  ),
})
export type TestResult = Static<typeof TestResult>

export const SessionView = Type.Object({
  ...SessionRow.properties,
  round: Type.String(),
  version: Type.Integer(),
  invited: Type.Array(
    Type.Object({
      person: Id,
      name: Type.String(),
      unit: Type.String(),
      present: Type.Union([Type.Enum(['code', 'list']), Type.Null()]),
    }),
  ),
})
export type SessionView = Static<typeof SessionView>

const AttendanceCode = Type.Object({
  svg: Type.String(),
  url: Type.String(),
  /** Seconds until the screen fetches the next. */
  next: Type.Integer(),
})

export const endpoints = {
  courses: endpoint({
    method: 'GET',
    url: '/api/courses',
    title: '受ける研修と、作る研修',
    reply: CoursesView,
  }),
  createCourse: endpoint({
    method: 'POST',
    url: '/api/courses',
    title: '研修の教材を作る',
    body: CreateBody,
    reply: Receipt,
    status: 201,
  }),
  course: endpoint({
    method: 'GET',
    url: '/api/courses/:id',
    title: '一つの教材',
    params: CoursePath,
    reply: CourseView,
  }),
  changeCourse: endpoint({
    method: 'PUT',
    url: '/api/courses/:id',
    title: '教材を書き換える',
    ifMatch: true,
    params: CoursePath,
    body: ChangeBody,
    reply: Receipt,
  }),
  publishCourse: endpoint({
    method: 'POST',
    url: '/api/courses/:id/publish',
    title: '教材を配る',
    ifMatch: true,
    params: CoursePath,
    reply: Receipt,
  }),
  withdrawCourse: endpoint({
    method: 'POST',
    url: '/api/courses/:id/withdraw',
    title: '教材を配るのをやめる',
    ifMatch: true,
    params: CoursePath,
    reply: Receipt,
  }),
  lesson: endpoint({
    method: 'GET',
    url: '/api/courses/:id/lesson',
    title: '研修を受けるページ',
    params: CoursePath,
    reply: LessonView,
  }),
  keepProgress: endpoint({
    method: 'PUT',
    url: '/api/courses/:id/lesson',
    title: 'どのページまで読んだかを残す',
    params: CoursePath,
    body: ProgressBody,
  }),
  answerTest: endpoint({
    method: 'POST',
    url: '/api/courses/:id/answers',
    title: '研修のテストに答える',
    params: CoursePath,
    body: AnswersBody,
    reply: TestResult,
  }),
  planSession: endpoint({
    method: 'POST',
    url: '/api/course-sessions',
    title: '集まって行う研修を開くことにする',
    body: SessionBody,
    reply: Receipt,
    status: 201,
  }),
  session: endpoint({
    method: 'GET',
    url: '/api/course-sessions/:id',
    title: '集まって行う研修と、その名簿',
    params: CoursePath,
    reply: SessionView,
  }),
  sessionCode: endpoint({
    method: 'GET',
    url: '/api/course-sessions/:id/code',
    title: '会場に映す出席の符号',
    params: CoursePath,
    reply: AttendanceCode,
  }),
  attendSession: endpoint({
    method: 'POST',
    url: '/api/course-sessions/:id/attendance',
    title: '会場の符号で出席する',
    params: CoursePath,
    body: AttendBody,
    reply: Type.Object({ title: Type.String() }),
  }),
  tickList: endpoint({
    method: 'PUT',
    url: '/api/course-sessions/:id/list',
    title: '名簿で出席を付ける',
    ifMatch: true,
    params: CoursePath,
    body: ListBody,
    reply: Receipt,
  }),
  endSession: endpoint({
    method: 'POST',
    url: '/api/course-sessions/:id/end',
    title: '研修を終えて、台帳に記録する',
    ifMatch: true,
    params: CoursePath,
    reply: Receipt,
  }),
  cancelSession: endpoint({
    method: 'POST',
    url: '/api/course-sessions/:id/cancel',
    title: '集まって行う研修を取りやめる',
    ifMatch: true,
    params: CoursePath,
    reply: Receipt,
  }),
  printSession: endpoint({
    method: 'GET',
    url: '/api/course-sessions/:id/list.pdf',
    title: '出席の名簿（PDF）',
    params: CoursePath,
    produces: pdfType,
  }),
}
