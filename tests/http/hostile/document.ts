/** The parts of an OpenAPI document that calls are generated from. */

export interface JsonSchema {
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly minLength?: number
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required?: boolean
  readonly schema: JsonSchema
}

export interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  /** The schema of a JSON body. */
  readonly body?: JsonSchema
  /** The body is a file. */
  readonly upload: boolean
  /** The answer is a file. */
  readonly file: boolean
}

export interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly Parameter[]
            readonly requestBody?: {
              readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>
            }
            readonly responses: Readonly<
              Record<string, { readonly content?: Readonly<Record<string, unknown>> }>
            >
          }
        >
      >
    >
  >
}

/** All operations of the document, by path and method. */
export function operationsOf(document: OpenApi): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const contents = Object.entries(described.responses).flatMap(([, { content }]) =>
        Object.keys(content ?? {}),
      )
      const body = described.requestBody?.content?.['application/json']?.schema
      return {
        method: method.toUpperCase(),
        path,
        parameters: described.parameters ?? [],
        ...(body ? { body } : {}),
        upload: described.requestBody !== undefined && body === undefined,
        file: contents.some((type) => !type.includes('json')),
      }
    }),
  )
}
