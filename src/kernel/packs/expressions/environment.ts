import { Environment } from '@marcbachmann/cel-js'
import { celKeywords } from './names.ts'
import type { NameTypes, ValueType } from './names.ts'
import type { RecordClass } from './values.ts'

/** The typed scope in which expressions are compiled. */
export interface ExpressionScope {
  readonly names: NameTypes
  readonly environment: Environment
  readonly classes: ReadonlyMap<ValueType, RecordClass>
}

/** Creates the scope for expressions that may use these names. */
export function createScope(names: NameTypes): ExpressionScope {
  const environment = baseEnvironment().clone()
  const classes = new Map<ValueType, RecordClass>()
  const typeName = (type: ValueType): string => {
    if (type.kind === 'record') return register(type)
    if (type.kind === 'records') return `list<${register(type)}>`
    return celTypes[type.kind]
  }
  const register = (type: ValueType & { kind: 'record' | 'records' }): string => {
    const fields: Record<string, string> = {}
    for (const [name, inner] of Object.entries(type.names)) fields[name] = typeName(inner)
    const ctor = class extends Object {}
    const name = `Record${classes.size}`
    classes.set(type, ctor)
    environment.registerType(name, { ctor, fields })
    return name
  }
  // A field with a name that CEL keeps for itself has a fault of its own.
  for (const [name, type] of Object.entries(names).filter(([each]) => !celKeywords.has(each)))
    environment.registerVariable(name, typeName(type))
  return { names, environment, classes }
}

const celTypes = {
  text: 'string',
  number: 'double',
  'yes-no': 'bool',
  texts: 'list<string>',
  any: 'dyn',
  facts: 'dyn',
} as const

let cachedBase: Environment | undefined

/**
 * The environment that every scope starts from: whole and decimal numbers mix freely, and dates can
 * be calculated with.
 */
function baseEnvironment(): Environment {
  if (cachedBase !== undefined) return cachedBase
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    limits: {
      maxAstNodes: 500,
      maxDepth: 40,
      maxListElements: 200,
      maxMapEntries: 50,
      maxCallArguments: 8,
    },
  })
  environment.registerOperator('double == int: bool', (a: number, b: bigint) => a === Number(b))
  environment.registerOperator('double in list<int>: bool', (a: number, list: readonly bigint[]) =>
    list.some((item) => Number(item) === a),
  )
  for (const [operator, calculate] of Object.entries(arithmetic)) {
    environment.registerOperator(`double ${operator} int: double`, (a: number, b: bigint) =>
      calculate(a, Number(b)),
    )
    environment.registerOperator(`int ${operator} double: double`, (a: bigint, b: number) =>
      calculate(Number(a), b),
    )
  }
  environment.registerFunction('days(string, string): double', (from: string, to: string) =>
    daysBetween(from, to),
  )
  environment.registerFunction('date(string): string', (moment: string) => dayOf(moment))
  cachedBase = environment
  return environment
}

const arithmetic = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
} as const

const japanOffsetMs = 9 * 60 * 60 * 1000

/** The day of a date or date-time in Japan, as YYYY-MM-DD; empty where there is none. */
function dayOf(moment: string): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(moment)?.[0]
  if (day === undefined) return ''
  if (!/(?:Z|[+-]\d{2}:?\d{2})$/.test(moment.slice(10))) return day
  const time = Date.parse(moment)
  return Number.isNaN(time) ? day : new Date(time + japanOffsetMs).toISOString().slice(0, 10)
}

/**
 * Days from one date to another. Throws where one of them is missing: the expression cannot be
 * evaluated.
 */
function daysBetween(from: string, to: string): number {
  const days = (Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / (24 * 60 * 60 * 1000)
  if (Number.isNaN(days)) throw new RangeError('a date is missing')
  return days
}
