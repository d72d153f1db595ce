export {
  closesByAnswers,
  closesByCase,
  closesByLine,
  closesByMeeting,
  closesByReading,
  dateOfLines,
  isBefore,
} from './closing.ts'
export { lineOfCourse } from './course.ts'
export type { CourseFacts } from './course.ts'
export {
  beginOfTurn,
  dueOfMending,
  dueOfOccasion,
  dueOfTurn,
  lastTurnBefore,
  nextTurnAfter,
  turnOfRound,
} from './due.ts'
export { lineSubject, organizationSubject, personSubject, unitSubject } from './facts.ts'
export {
  checklistOf,
  drawnWhole,
  headingOf,
  itemsAsked,
  itemsFor,
  itemsOfTurn,
  keyOfItem,
  looksAt,
  pathOfKey,
  portionOf,
} from './items.ts'
export { dependentOn } from './independence.ts'
export { judgeAnswer, outcomes, proofOf } from './judge.ts'
export type { JudgedAnswer, Outcome } from './judge.ts'
export { isRoundKept, keptSince } from './keeping.ts'
export { remindedWhenLate } from './late.ts'
export { mendingOf, waiverOf } from './mend.ts'
export { drawSample } from './sample.ts'
export { choicesOf, conditionsOn, doersOf, goesThrough, partiesAt } from './subjects.ts'
export { listsOf, pathOfCheck, roundOfStep } from './steps.ts'
export type { RoundSubjectFacts } from './subjects.ts'
export { changedItems } from './changedItems.ts'
export type { Checklists } from './items.ts'
export type { ItemChange } from './changedItems.ts'
