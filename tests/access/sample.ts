import type { ForeignName, World } from '../support/world.ts'

/** The personas for whom every route is tried. */
export const personas = [
  'nobody',
  'foreignAdmin',
  'foreignHead',
  'worksClerk',
  'colleague',
  'clerk',
  'head',
  'chief',
  'admin',
] as const
export type Persona = (typeof personas)[number]

const foreigners: ReadonlySet<Persona> = new Set(['foreignAdmin', 'foreignHead'])
export const own: readonly Persona[] = [
  'worksClerk',
  'colleague',
  'clerk',
  'head',
  'chief',
  'admin',
]

/**
 * A request to a route, made separately for each persona, so that the change of one does not help
 * the next.
 */
interface Request {
  readonly url: string
  readonly body?: unknown
  readonly ifMatch?: number
  readonly file?: {
    readonly name: string
    readonly type: string
    readonly content: string | Buffer
  }
  /** Form fields that are sent with the file. */
  readonly fields?: Readonly<Record<string, string>>
}

/**
 * How a route is tried, and who may use it. All others must be refused: 401 without a session, 404
 * or 403 with one, and foreigners never see any of its content.
 */
export interface Sample {
  /** e.g. `POST /api/cases` */
  readonly route: string
  request(world: World, persona: Persona): Promise<Request> | Request
  readonly may: readonly Persona[]
  /** Undoes what the request needed, where others would notice it. */
  after?(world: World): Promise<unknown>
  /** The route also answers foreigners, with their own data. */
  readonly foreignersOwn?: boolean
  /** The route needs no session. */
  readonly open?: boolean
}

export function isForeign(persona: Persona): persona is ForeignName & Persona {
  return foreigners.has(persona)
}
