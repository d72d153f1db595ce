import type { OrganizationContext } from './transaction.ts'

/**
 * Most cached organisations. The context of a town of 1,000 people takes 0.6 MB (measured), so all
 * together take 120 MB; packs are cached elsewhere.
 */
const mostContexts = 200

interface Loading {
  readonly revision: number
  readonly done: Promise<OrganizationContext>
}

/**
 * Cache of each organisation's context, by the revision at which it was read. The least recently
 * used entry is dropped.
 */
export class Contexts {
  readonly #most: number
  readonly #kept = new Map<string, OrganizationContext>()
  readonly #loading = new Map<string, Loading>()

  constructor(most = mostContexts) {
    this.#most = most
  }

  get(organizationId: string): OrganizationContext | undefined {
    const known = this.#kept.get(organizationId)
    if (known) this.#keep(organizationId, known)
    return known
  }

  /** Drops the context of this revision or of an earlier one. */
  forget(organizationId: string, revision: number): void {
    const known = this.#kept.get(organizationId)
    if (known && known.revision <= revision) this.#kept.delete(organizationId)
  }

  /**
   * The context at a revision: read once, however many request it at the same moment. Where another
   * caller's read fails, the caller reads it itself.
   */
  async at(
    organizationId: string,
    revision: number,
    read: () => Promise<OrganizationContext>,
  ): Promise<OrganizationContext> {
    const known = this.get(organizationId)
    if (known?.revision === revision) return known
    const under = this.#loading.get(organizationId)
    if (under?.revision === revision) {
      const theirs = await under.done.catch(() => undefined)
      return theirs ?? this.at(organizationId, revision, read)
    }
    return this.#load(organizationId, revision, read)
  }

  async #load(
    organizationId: string,
    revision: number,
    read: () => Promise<OrganizationContext>,
  ): Promise<OrganizationContext> {
    const loading = { revision, done: read() }
    this.#loading.set(organizationId, loading)
    try {
      const context = await loading.done
      const other = this.#kept.get(organizationId)
      if (!other || other.revision <= revision) this.#keep(organizationId, context)
      return context
    } finally {
      if (this.#loading.get(organizationId) === loading) this.#loading.delete(organizationId)
    }
  }

  #keep(organizationId: string, context: OrganizationContext): void {
    this.#kept.delete(organizationId)
    this.#kept.set(organizationId, context)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
  }
}
