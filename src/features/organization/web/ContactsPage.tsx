import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hrefOf, queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Card, EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { useSession } from '#ui/session/session.ts'
import type { ContactNode, ContactPerson } from '../contract/contacts.ts'
import { PhonesDialog } from './dialogs.tsx'
import { text } from './text.ts'
import { PersonLink } from './UnitTree.tsx'

/** Whom to reach in an emergency, in the order in which each informs the next. */
export default function ContactsPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/contacts'))
  return (
    <>
      <PageHeading
        title={data?.title || say('contactsTitle')}
        lead={say('contactsLead')}
        actions={
          <>
            <OwnNumbers />
            <ButtonLink icon="phone" href="/calls">
              {say('callsLink')}
            </ButtonLink>
            {data !== undefined && data.tree.length > 0 && (
              <ButtonLink
                icon="print"
                href={hrefOf('/api/organization/contacts.pdf')}
                target="_blank"
              >
                {say('printPdf')}
              </ButtonLink>
            )}
          </>
        }
      />
      <ProblemNotice error={error} />
      {data !== undefined && data.tree.length === 0 && (
        <EmptyState title={say('noContacts')}>{say('noContactsBody')}</EmptyState>
      )}
      {data !== undefined && data.carries.length > 0 && (
        <div className="mb-4">
          <Grounds provisions={data.carries} />
        </div>
      )}
      {data !== undefined && <Nodes nodes={data.tree} />}
    </>
  )
}

/** The reader's own numbers, which everybody keeps up to date themselves. */
function OwnNumbers() {
  const say = useTexts(text)
  const {
    person: { id },
  } = useSession()
  const { data } = useQuery(queryOf('/api/persons/:id', { params: { id } }))
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="phone" isDisabled={data === undefined} onPress={() => setOpen(true)}>
        {say('ownNumbers')}
      </Button>
      {open && data !== undefined && <PhonesDialog person={data} onClose={() => setOpen(false)} />}
    </>
  )
}

function Nodes({ nodes }: { readonly nodes: readonly ContactNode[] }) {
  return (
    <ul className="space-y-3">
      {nodes.map((node) => (
        <li key={node.role}>
          <Card>
            <h2 className="border-b border-line bg-soft px-4 py-2 text-[1rem] sm:px-5">
              {node.title}
            </h2>
            <People node={node} />
          </Card>
          {node.tells.length > 0 && (
            <div className="mt-3 ml-1 border-l-2 border-act-line pl-2 sm:ml-5 sm:pl-5">
              <Nodes nodes={node.tells} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function People({ node }: { readonly node: ContactNode }) {
  const say = useTexts(text)
  if (node.people.length === 0)
    return (
      <p className="px-4 py-3 sm:px-5">
        <Tag state="late">{say('vacant')}</Tag>
      </p>
    )
  return (
    <ul className="divide-y divide-line">
      {node.people.map((contact) => (
        <li
          key={`${contact.id}${contact.as}`}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 sm:px-5"
        >
          <p className="min-w-0 grow basis-48">
            <b className="font-700">
              <PersonLink id={contact.id} name={contact.name} />
            </b>
            {contact.as !== 'holder' && (
              <span className="ml-3">
                <Tag state="due">{say('as.deputy')}</Tag>
              </span>
            )}
            {contact.places.length > 0 && (
              <span className="block text-[0.875rem] leading-160 text-sub">
                {contact.places.join('、')}
              </span>
            )}
          </p>
          <Numbers person={contact} />
        </li>
      ))}
    </ul>
  )
}

function Numbers({ person }: { readonly person: ContactPerson }) {
  const say = useTexts(text)
  const numbers = [
    { label: say('emergency'), number: person.emergencyPhone },
    { label: say('office'), number: person.phone },
  ].filter(({ number }) => number !== null)
  if (numbers.length === 0) return <Tag state="due">{say('noNumber')}</Tag>
  return (
    <span className="flex flex-wrap gap-2">
      {numbers.map(({ label, number }) => (
        <ButtonLink
          key={label}
          href={`tel:${number}`}
          icon="phone"
          aria-label={`${say('call', { name: person.name })} ${label} ${number}`}
        >
          <span className="text-[0.8125rem] whitespace-nowrap text-sub">{label}</span>
          <span className="whitespace-nowrap numerals">{number}</span>
        </ButtonLink>
      ))}
    </span>
  )
}
