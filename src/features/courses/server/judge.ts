import type { CourseContent, TestResult } from '../contract.ts'

/** What came of answers to the questions of a test: what was wrong, what is right, and why. */
export function judgeTest(
  { questions, needed }: Pick<CourseContent, 'questions' | 'needed'>,
  answers: readonly number[],
): TestResult {
  const wrong = questions.flatMap(({ right, why }, question) =>
    answers[question] === right ? [] : [{ question, right, why }],
  )
  const right = questions.length - wrong.length
  return { right, of: questions.length, needed, passed: right >= needed, wrong }
}
