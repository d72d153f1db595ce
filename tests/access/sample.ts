import type { ForeignName, World } from '../support/world.ts'

/** Those for whom every route is tried. */
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

/** One request to a route, made anew for each persona, so that what one changes does not help the next. */
interface Request {
  readonly url: string
  readonly body?: unknown
  readonly ifMatch?: number
  readonly file?: {
    readonly name: string
    readonly type: string
    readonly content: string | Buffer
  }
  /** What comes with the file. */
  readonly fields?: Readonly<Record<string, string>>
}

/** How a route is tried, and who may. The rest must be refused: 401 nobody, 404 or 403 the others, and foreigners never see a word of it. */
export interface Sample {
  /** e.g. `POST /api/cases` */
  readonly route: string
  request(world: World, persona: Persona): Promise<Request> | Request
  readonly may: readonly Persona[]
  /** The route answers foreigners, too, with what is theirs. */
  readonly foreignersOwn?: boolean
  /** Nobody need be signed in. */
  readonly open?: boolean
}

export function isForeign(persona: Persona): persona is ForeignName & Persona {
  return foreigners.has(persona)
}
