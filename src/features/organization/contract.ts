import { organizationEndpoints } from './contract/organization.ts'
import { unitEndpoints } from './contract/units.ts'
import { postEndpoints } from './contract/posts.ts'
import { personEndpoints } from './contract/persons.ts'
import { assignmentEndpoints } from './contract/assignments.ts'
import { roleEndpoints } from './contract/roles.ts'
import { contactEndpoints } from './contract/contacts.ts'
import { absenceEndpoints } from './contract/absences.ts'

/** Every endpoint of the organization: units, posts, persons, roles, absences, contacts. */
export const endpoints = {
  ...organizationEndpoints,
  ...unitEndpoints,
  ...postEndpoints,
  ...personEndpoints,
  ...assignmentEndpoints,
  ...roleEndpoints,
  ...contactEndpoints,
  ...absenceEndpoints,
}
