import type { FieldValues } from '#kernel/fields/types.ts'
import type { Procedure, Step } from '#kernel/packs/procedure.ts'
import type { Pack, Register } from '#kernel/packs/types.ts'
import { placeKinds } from '#kernel/packs/who.ts'
import type { ScopePath, Who } from '#kernel/packs/who.ts'
import { isBody, parentOf } from './made.ts'
import type { Made, MadeLine } from './made.ts'

/** The place and state for which the oracle says who may act. */
export interface WhoContext {
  readonly applicant?: string
  readonly about?: MadeLine
  readonly fields: FieldValues
}

/**
 * Who may do what, derived from the pack's texts alone (docs/packs.md), in an organisation where
 * nobody is absent and every role has its own holder at every place. It shares no code with the
 * program.
 */
export class Oracle {
  readonly #pack: Pack
  readonly #made: Made
  constructor(pack: Pack, made: Made) {
    this.#pack = pack
    this.#made = made
  }

  writes(person: string, register: Register, line: MadeLine): boolean {
    const own =
      register.unitWrites && line.unit !== undefined && this.#made.unitOf.get(person) === line.unit
    return own || this.#membersOf(register.keptBy, { about: line, fields: line.fields }).has(person)
  }

  reads(person: string, register: Register, line: MadeLine): boolean {
    const { readBy } = register
    if (readBy === 'everyone' || this.writes(person, register, line)) return true
    if (readBy === 'unit')
      return (
        line.unit === undefined || above(line.unit).includes(this.#made.unitOf.get(person) ?? '')
      )
    return readBy.some((who) =>
      this.#membersOf(who, { about: line, fields: line.fields }).has(person),
    )
  }

  /** Where a field says who may, nobody is refused before it is filled in. */
  begins(person: string, procedure: Procedure, about: MadeLine | undefined): boolean {
    return procedure.opens.some(
      (who) =>
        who.kind === 'person' ||
        (who.kind === 'role' && who.of.from === 'field') ||
        this.#membersOf(who, {
          applicant: person,
          ...(about && { about }),
          fields: {},
        }).has(person),
    )
  }

  /**
   * Who may act on a step: the persons of `by`, but never the applicant where the step decides; for
   * a body that meets, the person who writes its minutes.
   */
  actors(step: Step, at: WhoContext): Set<string> {
    const found = new Set(
      step.by.flatMap((who) => [
        ...(step.meeting && who.kind === 'role'
          ? this.#recorders(who.role)
          : this.#membersOf(who, at)),
      ]),
    )
    if (step.decides) found.delete(at.applicant ?? '')
    return found
  }

  /** Who may see a case at a step, including whoever may record it from paper. */
  readers(procedure: Procedure, step: Step, at: WhoContext): Set<string> {
    const seen = new Set([
      at.applicant ?? '',
      ...this.actors(step, at),
      ...step.paperBy.flatMap((who) => [...this.#membersOf(who, at)]),
    ])
    if (procedure.readBy)
      return new Set([...seen, ...procedure.readBy.flatMap((who) => [...this.#membersOf(who, at)])])
    const upwards = new Set(above(this.#made.unitOf.get(at.applicant ?? '') ?? ''))
    for (const [person, unit] of this.#made.unitOf) if (upwards.has(unit)) seen.add(person)
    for (const role of this.#pack.roles.values())
      if (role.scope === 'organization' && !isBody(role)) seen.add(`${role.id}@`)
    for (const who of step.by) for (const person of this.#candidates(who, at)) seen.add(person)
    return seen
  }

  /** The names of the persons that a `who` means. */
  #membersOf(who: Who, at: WhoContext): Set<string> {
    switch (who.kind) {
      case 'anyone':
        return new Set(this.#made.unitOf.keys())
      case 'applicant':
        return new Set(at.applicant === undefined ? [] : [at.applicant])
      case 'person':
        return new Set([at.fields[who.field] ?? []].flat().map(String))
      case 'role':
        return new Set(
          this.#places(who.role, who.of, at).flatMap((place) => this.#holders(who.role, place)),
        )
    }
  }

  /**
   * Everybody who may come to act for a `who`: its holders, their deputies, and those above them.
   */
  #candidates(who: Who, at: WhoContext): Set<string> {
    if (who.kind !== 'role') return this.#membersOf(who, at)
    const seen = new Set<string>()
    const found = new Set<string>()
    const waiting = this.#places(who.role, who.of, at).map((place) => [who.role, place] as const)
    for (const [role, place] of waiting) {
      if (seen.has(`${role}@${place}`)) continue
      seen.add(`${role}@${place}`)
      for (const person of this.#holders(role, place)) found.add(person)
      for (const deputy of this.#pack.roles.get(role)?.deputies ?? []) {
        const scope = deputy.kind === 'role' ? this.#pack.roles.get(deputy.role)?.scope : undefined
        if (deputy.kind !== 'role' || scope === undefined) continue
        const unit = parentOf[place] !== undefined || place === 'top' ? place : place.split('/')[1]
        const there =
          scope === 'organization'
            ? ''
            : scope === 'unit'
              ? deputy.of === 'parent'
                ? parentOf[unit ?? '']
                : unit
              : scope === this.#pack.roles.get(role)?.scope
                ? place
                : undefined
        if (there !== undefined) waiting.push([deputy.role, there])
      }
    }
    return found
  }

  #holders(roleId: string, place: string): string[] {
    const role = this.#pack.roles.get(roleId)!
    if (!isBody(role))
      return [`${roleId}@${place}`].filter((person) => this.#made.holders.has(person))
    return role.members.flatMap((member) =>
      [...this.#made.holders.keys()].filter(
        (key) =>
          key.startsWith(`${member}@`) &&
          (place === '' || key === `${member}@${place}` || key === `${member}@`),
      ),
    )
  }

  #recorders(body: string): string[] {
    const { chair, secretary } = this.#pack.roles.get(body)!
    const officers = [chair, secretary].flatMap((id) =>
      id === undefined ? [] : this.#holders(id, ''),
    )
    return officers.length > 0 ? officers : this.#holders(body, '')
  }

  #places(role: string, of: ScopePath, at: WhoContext): string[] {
    const scope = this.#pack.roles.get(role)?.scope ?? 'organization'
    if (scope === 'organization') return ['']
    switch (of.from) {
      case 'organization':
        return []
      case 'applicant':
        return climb(this.#made.unitOf.get(at.applicant ?? ''), of.up)
      case 'about':
        return of.to === 'unit'
          ? climb(at.about?.unit ?? placeUnit(at.about), of.up)
          : [at.about?.places[of.to] ?? []].flat()
      case 'field':
        return [at.fields[of.field] ?? []]
          .flat()
          .map(String)
          .flatMap((value) => {
            if (of.to === 'line') return [value]
            if (of.to !== 'unit') return [this.#lineNamed(value)?.places[of.to] ?? []].flat()
            return climb(
              value in parentOf
                ? value
                : (this.#made.unitOf.get(value) ?? this.#lineNamed(value)?.unit),
              of.up,
            )
          })
    }
  }

  #lineNamed(id: string): MadeLine | undefined {
    return [...this.#made.lines.values()].flat().find((line) => line.id === id)
  }
}

/** A unit and every unit above it. */
function above(unit: string): string[] {
  const up = parentOf[unit]
  return [unit, ...(up === undefined ? [] : above(up))]
}

function climb(unit: string | undefined, up: number): string[] {
  if (unit === undefined) return []
  const line = above(unit)
  return [line[Math.min(up, line.length - 1)]!]
}

/** The unit that owns the first place of an entry that belongs to no unit itself. */
function placeUnit(line: MadeLine | undefined): string | undefined {
  const place = placeKinds.map((kind) => line?.places[kind]).find((one) => one !== undefined)
  return place?.split('/')[1]
}
