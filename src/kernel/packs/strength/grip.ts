import type { Field } from '../../fields/types.ts'
import type { Carrier } from '../carriers.ts'
import type { Pack } from '../types.ts'
import { axisGrip, classificationGrip, inheritanceGrip } from './classes.ts'
import { columnGrip, formFieldGrip, ownGrip, questionGrip, registerFieldGrip } from './fields.ts'
import { ruleGrip, safeguardGrip } from './handling.ts'
import { apartGrip, powerGrip, roleGrip, taskGrip } from './roles.ts'
import { checklistGrip, choiceGrip, itemGrip, roundGrip } from './rounds.ts'
import type { Grip } from './scale.ts'
import { confirmationGrip, procedureGrip, stepGrip } from './steps.ts'

const nothing: Grip = { hold: 'nothing', why: 'uncarried' }

/** How strongly a mechanism carries a provision, worked out from its shape and what reads it. */
export function gripOf(pack: Pack, { kind, path }: Carrier, provision: string): Grip {
  const [, id = '', , part = ''] = path.split('/')
  const procedure = pack.procedures.get(id)
  const step = procedure?.steps.get(part)
  switch (kind) {
    case 'role': {
      const role = pack.roles.get(id)
      return role === undefined ? nothing : roleGrip(role)
    }
    case 'power':
      return powerGrip(pack, id, provision)
    case 'task':
      return taskGrip(pack, id, provision)
    case 'also':
      return { hold: 'states', why: 'also-named' }
    case 'apart': {
      const apart = pack.separationOfDuties.find((one) => path === `roles/apart/${one.id}`)
      return apart === undefined ? nothing : apartGrip(pack, apart)
    }
    case 'classification':
      return classificationGrip(pack)
    case 'axis':
    case 'level':
      return axisGrip(pack, path.split('/')[2] ?? '')
    case 'kind':
    case 'ground':
      return { hold: 'states', why: 'class-shown' }
    case 'mixture':
    case 'copy':
      return inheritanceGrip(pack)
    case 'rule': {
      const rule = pack.handling.rules.find((one) => path === `handling/rules/${one.id}`)
      return rule === undefined ? nothing : ruleGrip(pack, rule)
    }
    case 'safeguard':
      return safeguardGrip(pack, path.split('/')[2] ?? '')
    case 'register':
      return { hold: 'records', why: 'register-lines' }
    case 'stocktake':
      return { hold: 'pursues', why: 'stocktake-due' }
    case 'retention':
      return { hold: 'pursues', why: 'retention-due' }
    case 'warning':
      return { hold: 'answers', why: 'warning-told' }
    case 'count':
      return { hold: 'answers', why: 'count-told' }
    case 'reach':
      return { hold: 'answers', why: 'reach-answers' }
    case 'diagram':
      return { hold: 'answers', why: 'diagram-answers' }
    case 'field':
      return fieldGrip(pack, path)
    case 'procedure':
      return procedure === undefined ? nothing : procedureGrip(pack, procedure)
    case 'step':
      return procedure === undefined || step === undefined
        ? nothing
        : stepGrip(pack, procedure, step)
    case 'confirmation':
      return step === undefined ? nothing : confirmationGrip(step)
    case 'signing':
      return { hold: 'enforces', why: 'signing-sealed' }
    case 'item':
      return itemGrip(pack, path)
    case 'checklist': {
      const checklist = pack.checklists.get(id)
      return checklist === undefined ? nothing : checklistGrip(pack, checklist)
    }
    case 'round': {
      const round = pack.rounds.get(id)
      return round === undefined ? nothing : roundGrip(round)
    }
    case 'choice': {
      const choice = pack.choices.get(id)
      return choice === undefined ? nothing : choiceGrip(pack, choice)
    }
    case 'document':
    case 'section':
      return { hold: 'states', why: 'section-stated' }
    case 'accounts':
      return { hold: 'enforces', why: 'accounts-kept' }
    case 'contacts':
      return { hold: 'answers', why: 'contacts-answers' }
    case 'grants':
      return { hold: 'enforces', why: 'grants-kept' }
  }
}

/** `registers/assets/fields/name`, `handling/acts/send/asks/to`, …, and columns below them. */
function fieldGrip(pack: Pack, path: string): Grip {
  const keys = path.split('/')
  const at = keys[0] === 'handling' ? 4 : 3
  const placed = fieldAt(pack, keys, keys[at] ?? '')
  if (placed === undefined) return nothing
  const column = placed.field.columns?.find(({ id }) => id === keys[at + 2])
  return column === undefined ? placed.grip : columnGrip(placed.grip, column)
}

function fieldAt(
  pack: Pack,
  [folder, id = '', owner = '']: readonly string[],
  name: string,
): { readonly field: Field; readonly grip: Grip } | undefined {
  const find = (fields: readonly Field[] = []) => fields.find((each) => each.id === name)
  if (folder === 'registers') {
    const register = pack.registers.get(id)
    const field = find(register?.fields)
    return register && field && { field, grip: registerFieldGrip(pack, register, field) }
  }
  if (folder === 'procedures') {
    const procedure = pack.procedures.get(id)
    const field = find(procedure?.fields)
    return procedure && field && { field, grip: formFieldGrip(pack, procedure, field) }
  }
  if (id === 'acts') {
    const field = find(pack.handling.acts.get(owner)?.asks)
    return field && { field, grip: questionGrip(pack, owner, field) }
  }
  const field = find(pack.handling.safeguards.get(owner)?.asks)
  const safeguard = safeguardGrip(pack, owner)
  return field && { field, grip: safeguard.hold === 'enforces' ? ownGrip(field) : safeguard }
}
