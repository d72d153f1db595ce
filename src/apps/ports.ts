import {
  checkedCaseWritten,
  factsOfChecks,
  followEdition,
  reclassifyCases,
  viewOfChecks,
} from '#features/cases/server/public.ts'
import { editionComing, workBehind } from '#features/policy/server/public.ts'
import { roundsOfBody } from '#features/meetings/server/public.ts'
import { classChanged } from '#features/registers/server/public.ts'
import {
  checkFacts,
  checkViews,
  followCase,
  waitingForBody,
  workBehind as workOfRounds,
} from '#features/rounds/server/public.ts'
import { bindPort } from '#platform/gate/ports.ts'
import type { PortBinding } from '#platform/gate/ports.ts'

/** The handlers of the ports: which higher feature answers the queries of a lower one. */
export const ports: readonly PortBinding[] = [
  bindPort(classChanged, (tx, changes) => reclassifyCases(tx, changes)),
  bindPort(editionComing, (tx, edition) => followEdition(tx, edition)),
  bindPort(workBehind, (tx, sought) => workOfRounds(tx, sought)),
  bindPort(roundsOfBody, (tx, body) => waitingForBody(tx, body)),
  bindPort(factsOfChecks, (tx, checked) => checkFacts(tx, checked)),
  bindPort(viewOfChecks, (tx, checked) => checkViews(tx, checked)),
  bindPort(checkedCaseWritten, (tx, checked) => followCase(tx, checked)),
]
