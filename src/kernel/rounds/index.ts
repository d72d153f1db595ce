export {
  closesByAnswers,
  closesByCase,
  closesByLine,
  closesByMeeting,
  closesByReading,
  dateOfLines,
  isBefore,
} from './closing.ts'
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
  portionOf,
} from './items.ts'
export { judgeAnswer, outcomes, proofOf } from './judge.ts'
export type { JudgedAnswer, Outcome } from './judge.ts'
export { remindedWhenLate } from './late.ts'
export { mendingOf, waiverOf } from './mend.ts'
export { choicesOf, conditionsOn, doersOf, goesThrough, partiesAt } from './subjects.ts'
export type { RoundSubjectFacts } from './subjects.ts'
