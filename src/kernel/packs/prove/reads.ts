import type { GoldenOutcome } from '../golden/outcome.ts'
import { playCase } from '../golden/run.ts'
import type { GoldenCase } from '../golden/types.ts'
import type { Pack } from '../types.ts'
import type { Keys } from './edit.ts'

/** What a case comes to, and which parts of the pack it looked at on the way. */
export interface ObservedOutcome {
  readonly outcome: GoldenOutcome
  /**
   * Whether the part at some keys was looked at. A case that did not look there comes to the same
   * with any other part in its place.
   */
  readonly hasRead: (keys: Keys) => boolean
}

/** The maps of a pack whose parts are told from each other. */
const observedMaps = ['procedures', 'registers', 'checklists', 'rounds'] as const

/** Plays a case and observes what of the pack it looks at. Throws what the case throws. */
export function observe(pack: Pack, golden: GoldenCase): ObservedOutcome {
  const whole = new Set<string>()
  const parts = new Set<string>()
  const maps = new Map<string, unknown>(
    observedMaps.map((name) => [
      name,
      new ObservedMap<unknown>(
        pack[name],
        (key) => parts.add(`${name}/${key}`),
        () => whole.add(name),
      ),
    ]),
  )
  const observed = new Proxy(pack, {
    get(target, name, receiver) {
      const map = maps.get(String(name))
      if (map !== undefined) return map
      whole.add(String(name))
      return Reflect.get(target, name, receiver) as unknown
    },
  })
  const outcome = playCase(observed, golden)
  return {
    outcome,
    hasRead: ([top = '', id = '']) => whole.has(top) || parts.has(`${top}/${id}`),
  }
}

/** A map that tells which of its values are read, one by one or all at once. */
class ObservedMap<Value> extends Map<string, Value> {
  private readonly tell: (key: string) => unknown
  private readonly tellAll: () => unknown

  constructor(
    map: ReadonlyMap<string, Value>,
    tell: (key: string) => unknown,
    tellAll: () => unknown,
  ) {
    super()
    for (const [key, value] of map) super.set(key, value)
    this.tell = tell
    this.tellAll = tellAll
  }

  override get(key: string): Value | undefined {
    this.tell(key)
    return super.get(key)
  }

  override has(key: string): boolean {
    this.tell(key)
    return super.has(key)
  }

  override get size(): number {
    this.tellAll()
    return super.size
  }

  override keys(): MapIterator<string> {
    this.tellAll()
    return super.keys()
  }

  override values(): MapIterator<Value> {
    this.tellAll()
    return super.values()
  }

  override entries(): MapIterator<[string, Value]> {
    this.tellAll()
    return super.entries()
  }

  override forEach(visit: (value: Value, key: string, map: Map<string, Value>) => void): void {
    this.tellAll()
    super.forEach(visit)
  }

  override [Symbol.iterator](): MapIterator<[string, Value]> {
    this.tellAll()
    return super[Symbol.iterator]()
  }
}
