import type { Sample } from '../sample.ts'
import { accountSamples } from './accounts.ts'
import { auditSamples } from './audits.ts'
import { campaignSamples } from './campaigns.ts'
import {
  caseSamples,
  followingSamples,
  handlingSamples,
  noticeSamples,
  signingSamples,
} from './cases.ts'
import { courseSamples } from './courses.ts'
import { organizationSamples } from './organization.ts'
import { documentSamples } from './documents.ts'
import { fileSamples } from './files.ts'
import { layoutSamples } from './layouts.ts'
import { meetingSamples } from './meetings.ts'
import { policySamples } from './policy.ts'
import { registerSamples } from './registers.ts'
import { roundSamples } from './rounds.ts'
import { startSamples } from './start.ts'
import { workSamples } from './work.ts'
import { yearSamples } from './year.ts'
import { callSamples, transferSamples } from './transfers.ts'

/** The samples of all routes of the program. A route without a sample fails the test. */
export const samples: readonly Sample[] = [
  ...registerSamples,
  ...campaignSamples,
  ...roundSamples,
  ...auditSamples,
  ...courseSamples,
  ...caseSamples,
  ...followingSamples,
  ...signingSamples,
  ...handlingSamples,
  ...noticeSamples,
  ...policySamples,
  ...meetingSamples,
  ...layoutSamples,
  ...organizationSamples,
  ...transferSamples,
  ...callSamples,
  ...accountSamples,
  ...fileSamples,
  ...startSamples,
  ...documentSamples,
  ...workSamples,
  ...yearSamples,
]
