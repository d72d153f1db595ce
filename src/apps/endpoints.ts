import type { endpoints as accounts } from '#features/accounts/contract.ts'
import type { endpoints as calls } from '#features/calls/contract.ts'
import type { endpoints as audits } from '#features/audits/contract.ts'
import type { endpoints as campaigns } from '#features/campaigns/contract.ts'
import type { endpoints as cases } from '#features/cases/contract.ts'
import type { endpoints as documents } from '#features/documents/contract.ts'
import type { endpoints as courses } from '#features/courses/contract.ts'
import type { endpoints as files } from '#features/files/contract.ts'
import type { endpoints as handling } from '#features/handling/contract.ts'
import type { endpoints as journal } from '#features/journal/contract.ts'
import type { endpoints as layouts } from '#features/layouts/contract.ts'
import type { endpoints as meetings } from '#features/meetings/contract.ts'
import type { endpoints as organization } from '#features/organization/contract.ts'
import type { endpoints as policy } from '#features/policy/contract.ts'
import type { endpoints as registers } from '#features/registers/contract.ts'
import type { endpoints as rounds } from '#features/rounds/contract.ts'
import type { endpoints as start } from '#features/start/contract.ts'
import type { endpoints as tasks } from '#features/tasks/contract.ts'
import type { endpoints as transfers } from '#features/transfers/contract.ts'
import type { endpoints as work } from '#features/work/contract.ts'
import type { endpoints as year } from '#features/year/contract.ts'
import type { ByAddress } from '#kernel/contracts/endpoint.ts'

export type { Endpoints } from '#ui/http/endpoints.ts'

/**
 * Declares to the compiler which addresses the client of the screens may call; two endpoints at one
 * address do not compile.
 */
declare module '#ui/http/endpoints.ts' {
  interface Endpoints
    extends
      ByAddress<typeof accounts>,
      ByAddress<typeof calls>,
      ByAddress<typeof audits>,
      ByAddress<typeof campaigns>,
      ByAddress<typeof cases>,
      ByAddress<typeof documents>,
      ByAddress<typeof courses>,
      ByAddress<typeof files>,
      ByAddress<typeof handling>,
      ByAddress<typeof journal>,
      ByAddress<typeof layouts>,
      ByAddress<typeof meetings>,
      ByAddress<typeof organization>,
      ByAddress<typeof policy>,
      ByAddress<typeof registers>,
      ByAddress<typeof rounds>,
      ByAddress<typeof start>,
      ByAddress<typeof tasks>,
      ByAddress<typeof transfers>,
      ByAddress<typeof work>,
      ByAddress<typeof year> {}
}
