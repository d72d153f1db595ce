import type { JournalProgress } from '#platform/journal/verify.ts'
import type { Services } from '#platform/services.ts'
import type { JournalVerification } from '../contract.ts'
import { verifyOrganization } from './verifyOrganization.ts'

/** Nobody has asked how far a verification has come for so long: it stops, milliseconds. */
const waitsForAsker = 60_000

interface Run {
  shown: JournalVerification
  lastAsked: number
  readonly stop: AbortController
  readonly ended: Promise<void>
}

interface Verifications {
  readonly runs: Map<string, Run>
  /** One verification runs at a time in a process; the others wait for their turn. */
  turn: Promise<void>
}

const ofServices = new WeakMap<Services, Verifications>()

function verificationsOf(services: Services): Verifications {
  const existing = ofServices.get(services)
  if (existing) return existing
  const verifications = { runs: new Map<string, Run>(), turn: Promise.resolve() }
  ofServices.set(services, verifications)
  return verifications
}

const none: JournalVerification = { state: 'none', rows: 0, of: 0, compared: 0 }

/** How far the verification of an organisation has come that runs, or that ran last. */
export function verificationOf(services: Services, organizationId: string): JournalVerification {
  const run = verificationsOf(services).runs.get(organizationId)
  if (!run) return none
  run.lastAsked = services.environment.now().getTime()
  return run.shown
}

/** Begins to verify the journal of an organisation, where nobody does already. */
export function beginVerification(services: Services, organizationId: string): JournalVerification {
  const verifications = verificationsOf(services)
  const before = verifications.runs.get(organizationId)
  if (before?.shown.state === 'running') return verificationOf(services, organizationId)
  const stop = new AbortController()
  const now = (): number => services.environment.now().getTime()
  const progress = (done: JournalProgress): void => {
    run.shown = { state: 'running', ...done }
    if (now() - run.lastAsked > waitsForAsker) stop.abort()
  }
  const work = async (): Promise<void> => {
    try {
      stop.signal.throwIfAborted()
      const verdict = await verifyOrganization(services, organizationId, {
        progress,
        signal: stop.signal,
      })
      run.shown = { ...run.shown, state: 'done', rows: verdict.rows, of: verdict.rows, verdict }
    } catch (error) {
      run.shown = { ...run.shown, state: stop.signal.aborted ? 'stopped' : 'failed' }
      if (!stop.signal.aborted)
        services.log.error({ err: error, organizationId }, 'the journal was not verified')
    }
  }
  const ended = verifications.turn.then(work)
  verifications.turn = ended
  const run: Run = { shown: { ...none, state: 'running' }, lastAsked: now(), stop, ended }
  verifications.runs.set(organizationId, run)
  return run.shown
}

/** Stops the verification of an organisation, where one runs, and waits until it has ended. */
export async function stopVerification(
  services: Services,
  organizationId: string,
): Promise<JournalVerification> {
  const run = verificationsOf(services).runs.get(organizationId)
  if (run?.shown.state === 'running') {
    run.stop.abort()
    await run.ended
  }
  return verificationOf(services, organizationId)
}

/** Stops all verifications, because the server stops. */
export async function stopVerifications(services: Services): Promise<void> {
  const { runs } = verificationsOf(services)
  for (const id of runs.keys()) await stopVerification(services, id)
}
