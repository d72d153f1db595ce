import { Type } from 'typebox'
import type {
  Contact,
  ContactNode as PrintedNode,
  ContactSheet,
} from '#platform/documents/print/sheets.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { ContactNode, ContactPerson } from '../contract/contacts.ts'
import { contacts } from './roleQueries.ts'

/** Today's emergency network as a sheet of one page. */
export const printContacts = defineQuery({
  name: 'contact.print',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<ContactSheet> => {
    const { title, tree } = await contacts.run(tx, {}, undefined)
    return {
      organization: tx.organization.title,
      title: title || '緊急連絡網',
      date: tx.today,
      roots: tree.map(toPrintedNode),
    }
  },
})

function toPrintedNode(node: ContactNode): PrintedNode {
  return {
    role: node.title,
    people: node.people.map(contactOf),
    children: node.tells.map(toPrintedNode),
  }
}

function contactOf(person: ContactPerson): Contact {
  const numbers = [
    { label: '緊急', number: person.emergencyPhone },
    { label: '職場', number: person.phone },
  ]
  return {
    name: person.name,
    ...(person.places.length > 0 ? { post: shortenPlaces(person.places) } : {}),
    deputy: person.as !== 'holder',
    phones: numbers.flatMap(({ label, number }) => (number ? [{ label, number }] : [])),
  }
}

/** Shortens a list of places: the sheet has room for three under a name. */
function shortenPlaces(places: readonly string[]): string {
  return places.length > 3
    ? `${places.slice(0, 2).join('、')}ほか${places.length - 2}`
    : places.join('、')
}
