import type { TSchema } from 'typebox'

export type { Endpoints } from '../http/endpoints.ts'

/** The only address of the gallery's made-up server. */
declare module '../http/endpoints.ts' {
  interface Endpoints {
    'POST /api/gallery': { readonly body: TSchema }
  }
}
