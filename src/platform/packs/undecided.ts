import type { TellUndecided } from '#kernel/packs/expression.ts'

/**
 * Logs conditions that could not be evaluated. The pack lint excludes them, so each is a defect of
 * an edition or of the program.
 */
export function logUndecided(organization: {
  readonly id: string
  readonly editionHash: string
}): TellUndecided {
  return ({ source, taken }) => {
    const line = { organizationId: organization.id, edition: organization.editionHash }
    process.stderr.write(`${JSON.stringify({ undecided: source, taken, ...line })}\n`)
  }
}
