export { abilitiesOf } from './abilities.ts'

export { act, isOnward, confirmationsFor } from './act.ts'
export { actsOf } from './door.ts'
export { hasEvidence } from './evidence.ts'
export { demandsProof, allProofs } from './proofs.ts'
export type { Paper, HoldingReturn } from './proofs.ts'

export { begin } from './begin.ts'
export type { CaseResult } from './begin.ts'
export { changesSince } from './changes.ts'
export { classOf } from './conditions.ts'
export { signedText, subjectOf } from './effects.ts'
export type { EvaluatedEffect } from './effects.ts'
export { separateAnswers } from './answers.ts'
export type { CaseChange, SafeguardAnswers } from './answers.ts'
export { fieldsOf, safeguardsOf } from './fillStep.ts'
export { groundsOf } from './grounds.ts'
export { handOver } from './handOver.ts'
export { deadlineOf, lateness } from './deadlines.ts'

export { startEligibilityOf } from './eligibility.ts'
export { actingTitle, actorsOf, applicableActors, partyTitle } from './parties.ts'
export { mayRecord, recordersOf } from './paper.ts'
export { movesFrom, findPaths, findUnreachable } from './paths.ts'
export type { Move, Path } from './paths.ts'

export { reclassifyCase } from './reclassify.ts'

export { isParticipant, isReader, isRestricted, withReaders } from './readers.ts'
export { standInFor } from './standIns.ts'
export type * from './state.ts'
export { caseStateVersion, decodeCaseState, encodeCaseState } from './storedState.ts'

export { actorTitle, timelineOf } from './timeline.ts'

export { nextActor, walk } from './walk.ts'
export type { WalkAct, WalkResult } from './walk.ts'
export { withdraw } from './withdraw.ts'
