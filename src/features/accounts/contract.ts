import { sessionEndpoints } from './contract/sessions.ts'
import { setupEndpoints } from './contract/setup.ts'
import { draftEndpoints } from './contract/drafts.ts'
import { ownAccountEndpoints } from './contract/own.ts'
import { administrationEndpoints } from './contract/administration.ts'

/** Every endpoint of accounts: sessions, the own account, administration, setup and drafts. */
export const endpoints = {
  ...sessionEndpoints,
  ...setupEndpoints,
  ...draftEndpoints,
  ...ownAccountEndpoints,
  ...administrationEndpoints,
}
