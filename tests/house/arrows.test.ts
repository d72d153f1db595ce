import { expect, test } from 'vitest'
import { importsOf, sources } from './sources.ts'

/** Allowed directions of imports, as the map in docs/architecture.md draws them. */
interface ImportRule {
  /** Files that the rule is about. */
  readonly from: RegExp
  /** Imports that are refused there, unless `but` matches. */
  readonly forbidden: RegExp
  readonly except?: RegExp
  /** What to do instead. */
  readonly advice: string
}

const kernelLibraries = /^(?:typebox|@marcbachmann\/cel-js|@holiday-jp\/holiday_jp)$/

const importRules: readonly ImportRule[] = [
  {
    from: /^src\/kernel\//,
    forbidden: /^(?!src\/kernel\/)/,
    except: kernelLibraries,
    advice:
      'The kernel is pure: take what you need as an argument, or add a pure library to the list.',
  },
  {
    from: /^src\/platform\//,
    forbidden: /^src\/(?:features|ui|apps)\//,
    advice: "The platform knows no feature: hand the feature's part in from src/apps.",
  },
  {
    from: /^src\/features\/[^/]+\/(?:server\/|contract)/,
    forbidden: /^src\/(?:apps|ui)\/|\/web\//,
    advice: 'The server side draws nothing and is wired in src/apps.',
  },
  {
    from: /^src\/features\/[^/]+\/contract(?:\/[^/]+)?\.ts$/,
    forbidden: /^src\/(?!features\/[^/]+\/contract(?:\/[^/]+)?\.ts$|kernel\/)/,
    advice: 'A contract is shared with the screens: schemas only.',
  },
  {
    from: /^src\/features\/[^/]+\/web\//,
    forbidden: /^src\/(?:platform|apps)\/|\/server\//,
    advice: 'Screens speak to the server through contracts and the API only.',
  },
  {
    from: /^src\/ui\//,
    forbidden: /^src\/(?:platform|features|apps)\//,
    advice: 'Parts of the screen know no feature: pass what they show as properties.',
  },
  {
    from: /^src\//,
    forbidden: /^src\/apps\//,
    except: undefined,
    advice: 'Nothing imports the wiring.',
  },
]

test('imports run only along the arrows of the map', () => {
  const wrong = sources('src').flatMap((source) =>
    importsOf(source).flatMap((target) =>
      importRules
        .filter(
          (arrow) =>
            arrow.from.test(source.path) &&
            arrow.forbidden.test(target) &&
            !arrow.except?.test(target) &&
            !(arrow.from.source === '^src\\/' && source.path.startsWith('src/apps/')),
        )
        .map((arrow) => `${source.path} → ${target}: ${arrow.advice}`),
    ),
  )
  expect(wrong).toEqual([])
})

test('a feature reaches another only through its public.ts or contract', () => {
  const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1]
  const wrong = sources('src/features').flatMap((source) =>
    importsOf(source)
      .filter(
        (target) => featureOf(target) !== undefined && featureOf(target) !== featureOf(source.path),
      )
      .filter((target) => !/\/(?:(?:server|web)\/public|contract(?:\/[^/]+)?)\.ts$/.test(target))
      .map((target) => `${source.path} → ${target}: export it from that feature's public.ts`),
  )
  expect(wrong).toEqual([])
})

/**
 * The floors of the features, from the lowest: on the server a feature uses only those of lower
 * floors. Screens call the whole API.
 */
const floors: readonly (readonly string[])[] = [
  ['documents', 'files', 'journal', 'tasks'],
  ['organization'],
  ['policy', 'work'],
  ['accounts'],
  ['registers'],
  ['handling'],
  ['cases'],
  ['calls', 'campaigns', 'layouts', 'meetings', 'rounds', 'start', 'transfers'],
  ['audits', 'courses', 'year'],
]

test('every feature stands on a floor, and uses only those of lower floors', () => {
  const floorOf = (path: string): number => {
    const featureOf = /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? ''
    return floors.findIndex((floor) => floor.includes(featureOf))
  }
  const files = sources('src/features').filter((file) => !file.path.includes('/web/'))
  expect(files.filter((file) => floorOf(file.path) === -1).map((file) => file.path)).toEqual([])
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('src/features/'))
      .filter((target) => target.split('/')[2] !== file.path.split('/')[2])
      .filter((target) => floorOf(target) >= floorOf(file.path))
      .map((target) => `${file.path} → ${target}: declare a port below and bind it in src/apps`),
  )
  expect(wrong).toEqual([])
})

test('only the gate and the start of the program open the database', () => {
  const allowed = /^src\/platform\/(?:db|gate|backup)\/|^src\/platform\/services\.ts$|^src\/apps\//
  const wrong = sources('src').filter(
    (source) =>
      !allowed.test(source.path) &&
      importsOf(source).some(
        (target) => target === 'pg' || target.startsWith('src/platform/db/pool'),
      ),
  )
  expect(wrong.map((source) => source.path)).toEqual([])
})

test('the kernel reads no clock and draws no lots', () => {
  const wrong = sources('src/kernel').filter((source) =>
    /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bfetch\(/.test(source.text),
  )
  expect(wrong.map((source) => source.path)).toEqual([])
})
