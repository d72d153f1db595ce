import type { Sample } from '../sample.ts'
import { accountSamples } from './accounts.ts'
import { caseSamples, handlingSamples, noticeSamples } from './cases.ts'
import { organizationSamples } from './organization.ts'
import { fileSamples } from './files.ts'
import { policySamples } from './policy.ts'
import { registerSamples } from './registers.ts'

/** How every route of the program is tried. A route without a sample fails the test. */
export const samples: readonly Sample[] = [...registerSamples, ...caseSamples, ...handlingSamples, ...noticeSamples, ...policySamples, ...organizationSamples, ...accountSamples, ...fileSamples]
