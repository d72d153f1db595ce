import { addDays, addMonths } from '../../calendar/days.ts'
import { fillNumberPattern, fiscalYearOf } from '../../calendar/fiscal.ts'
import { recurrencePeriodOf } from '../../calendar/recurrence.ts'
import { checkFields } from '../../fields/check.ts'
import type { FieldValues } from '../../fields/types.ts'
import { locationOf } from '../../organization/locations.ts'
import { mayAddEntry, mayReadEntry, mayWriteEntry } from '../../registers/access.ts'
import { dayIn, keepUntil } from '../../registers/keepUntil.ts'
import { classFromOrigins } from '../../registers/origins.ts'
import type { ClassValue } from '../classification.ts'
import type { Register, Warning } from '../register.ts'
import { disposalOf } from '../states.ts'
import type { Pack } from '../types.ts'
import { knownFields } from './entries.ts'
import type { EntryCase } from './forms.ts'
import { mismatch, played, setMismatch } from './outcome.ts'
import type { GoldenOutcome } from './outcome.ts'
import { goldenDay, isAmong, personsFor } from './world.ts'
import type { GoldenDay } from './world.ts'

/** Writes an entry as the register says, and compares what becomes of it. */
export function runEntry(pack: Pack, golden: EntryCase): GoldenOutcome {
  const world = goldenDay(pack, golden, golden.clock)
  const register = pack.registers.get(golden.register)
  if (register === undefined || world === undefined)
    return played(['台帳か cases/organization.yaml がありません。'])
  const entry = entryOf(world, register, golden)
  const refusal = refusalOf(world, register, golden, entry)
  const { expect } = golden
  const faults = [
    ...mismatch('断られ方', expect.refused ?? '（断られない）', refusal?.code ?? '（断られない）'),
    ...setMismatch('足りないもの', expect.lacks, refusal?.lacks ?? []),
  ]
  return played(
    refusal === undefined && faults.length === 0
      ? compare(world, register, golden, entry)
      : faults.map((fault) => `${fault}${refusal?.says ?? ''}`),
  )
}

interface WrittenEntry {
  readonly id: string
  readonly unit: string | null
  readonly fields: FieldValues
  readonly class: ClassValue | undefined
}

function entryOf({ pack, org }: GoldenDay, register: Register, golden: EntryCase): WrittenEntry {
  const { change, copyOf, mixtureOf } = golden
  const ofPerson = org.persons.get(golden.by ?? '')?.unit
  const unit =
    golden.unit ?? change?.unit ?? (register.belongsTo === 'unit' ? ofPerson : undefined) ?? null
  const classValue = classFromOrigins(pack.classification, golden.class ?? change?.class, {
    ...(copyOf && { copyOf: copyOf.class ?? null }),
    ...(mixtureOf.length > 0 && { mixtureOf: mixtureOf.map((each) => each.class ?? null) }),
  })
  const { classField } = register
  return {
    id: change?.id ?? 'new',
    unit,
    class: classValue,
    fields: {
      ...(change && knownFields(pack, change)),
      ...golden.fields,
      ...(classField !== undefined && classValue !== undefined && { [classField]: classValue }),
    },
  }
}

interface EntryRefusal {
  readonly code: string
  readonly lacks: readonly string[]
  readonly says: string
}

function refusalOf(
  world: GoldenDay,
  register: Register,
  golden: EntryCase,
  entry: WrittenEntry,
): EntryRefusal | undefined {
  const { by } = golden
  if (
    by !== undefined &&
    !(golden.change === undefined ? mayAddEntry : mayWriteEntry)(
      register,
      entry.unit,
      visitor(world, register, entry, by),
    )
  )
    return { code: 'not-allowed', lacks: [], says: '' }
  const { classification } = world.pack
  const { faults } = checkFields(register.fields, entry.fields, {
    conditions: { today: world.day, class: entry.class },
    now: world.day,
    hasPerson: (id) => world.org.persons.has(id),
    hasUnit: (id) => world.org.units.has(id),
    ...(classification ? { classification } : {}),
  })
  if (faults.length === 0) return undefined
  return {
    code: 'input-invalid',
    lacks: faults.map(({ at }) => at.slice(1)),
    says: faults.map(({ at, detail }) => `${at} ${detail.ja}`).join(' '),
  }
}

function placeOf({ pack }: GoldenDay, register: Register, { id, unit, fields }: WrittenEntry) {
  return {
    about: locationOf(pack.registers, {
      id,
      register: register.id,
      fields,
      ...(unit === null ? {} : { unit }),
    }),
    fields,
  }
}

function visitor(world: GoldenDay, register: Register, entry: WrittenEntry, person: string) {
  const place = placeOf(world, register, entry)
  return {
    unit: world.org.persons.get(person)?.unit,
    isAmong: (who: Register['keptBy']) => isAmong(world, person, who, place),
  }
}

function compare(
  world: GoldenDay,
  register: Register,
  golden: EntryCase,
  entry: WrittenEntry,
): string[] {
  const { expect } = golden
  const on = expect.on ?? world.day
  const persons = [...world.org.persons.keys()]
  const { stocktake } = register
  return [
    ...classMismatch(expect.class, entry.class),
    ...mismatch(
      '番号',
      expect.number,
      fillNumberPattern(register.number, { fiscalYear: fiscalYearOf(world.day), n: 1 }),
    ),
    ...mismatch(
      '保存期間の終わり',
      expect.keepUntil,
      keepUntil(register, entry.fields, world.day) ?? 'never',
    ),
    ...mismatch('廃棄の手続', expect.disposal, disposalOf(register)),
    ...(expect.readers === undefined
      ? []
      : setMismatch(
          '読める人',
          expect.readers,
          persons.filter((person) =>
            mayReadEntry(register, entry.unit, visitor(world, register, entry, person), world.org),
          ),
        )),
    ...(expect.writers === undefined
      ? []
      : setMismatch(
          '書ける人',
          expect.writers,
          persons.filter((person) =>
            mayWriteEntry(register, entry.unit, visitor(world, register, entry, person)),
          ),
        )),
    ...setMismatch(
      '予告される人',
      expect.warned,
      register.warn
        .filter((warning) => isWarned(register, warning, entry, world.day, on))
        .flatMap(({ tell }) =>
          tell.flatMap((who) => personsFor(world, who, placeOf(world, register, entry))),
        ),
    ),
    ...mismatch('棚卸しの月', expect.stocktake, nextStocktake(register, world.day)),
    ...setMismatch(
      '棚卸しを受け持つ人',
      expect.counters,
      stocktake === undefined
        ? []
        : personsFor(world, stocktake.by, placeOf(world, register, entry)),
    ),
    ...mismatch('残りの数', text(expect.left), text(usesLeft(world.pack, register, entry))),
    ...setMismatch('届く人', expect.reaches, reached(register, entry, on)),
  ]
}

const text = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value)

/** Compares classes axis by axis, in any order. */
export function classMismatch(
  expected: ClassValue | undefined,
  actual: ClassValue | undefined,
): string[] {
  const show = (value: ClassValue | undefined): string =>
    Object.entries(value ?? {})
      .map(([axis, level]) => `${axis} ${level}`)
      .toSorted()
      .join('、') || 'なし'
  return expected === undefined ? [] : mismatch('分類', show(expected), show(actual))
}

function isWarned(
  register: Register,
  warning: Warning,
  entry: WrittenEntry,
  createdOn: string,
  on: string,
): boolean {
  const field = register.fields.find(({ id }) => id === warning.before)
  const day =
    field?.type === 'retention'
      ? keepUntil(register, entry.fields, createdOn)
      : dayIn(entry.fields[warning.before])
  return typeof day === 'string' && addDays(day, -warning.days) <= on
}

function nextStocktake({ stocktake }: Register, day: string): string | undefined {
  if (stocktake === undefined) return undefined
  const first = `${day.slice(0, 7)}-01`
  return Array.from({ length: 12 }, (_, months) => addMonths(first, months))
    .map((month) => recurrencePeriodOf(stocktake.every, stocktake.month, month)?.period)
    .find((period) => period !== undefined)
}

/** What is owned of the entry that this one uses, without this and all other uses of it. */
function usesLeft(pack: Pack, register: Register, entry: WrittenEntry): number | undefined {
  const { count } = register
  const used = entry.fields[count?.of ?? '']
  const owned = pack.world?.entries.get(String(used))?.fields[count?.against ?? '']
  if (count === undefined || typeof owned !== 'number') return undefined
  const others = [...(pack.world?.entries.values() ?? [])].filter(
    (other) => other.register === register.id && other.id !== entry.id,
  )
  const uses = [entry, ...others]
    .filter(({ fields }) => fields[count.of] === used)
    .map(({ fields }) => (count.uses === undefined ? 1 : Number(fields[count.uses] ?? 1)))
  return owned - uses.reduce((sum, each) => sum + each, 0)
}

function reached({ reach }: Register, { fields }: WrittenEntry, on: string): string[] {
  if (reach === undefined || fields[reach.to] === undefined) return []
  const from = dayIn(fields[reach.from ?? ''])
  const until = dayIn(fields[reach.until ?? ''])
  if ((from !== undefined && on < from) || (until !== undefined && until < on)) return []
  return [fields[reach.person]].flat().filter((id) => typeof id === 'string')
}
