import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { searchKey } from '#kernel/fields/search.ts'
import { hrefOf, queryOf } from '#ui/api.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Card, EmptyState } from '#ui/parts/Card.tsx'
import { Telephone } from '#ui/parts/Contact.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { unitTitle, useSession } from '#ui/session/session.ts'
import type { ContactNode, ContactPerson } from '../contract/contacts.ts'
import { PhonesDialog } from './dialogs.tsx'
import { text } from './text.ts'
import { PersonLink } from './UnitTree.tsx'

/** Whom to reach in an emergency, in the order in which each informs the next. */
export default function ContactsPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/contacts'))
  const [words, setWords] = useState('')
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
      {data !== undefined && data.tree.length > 0 && (
        <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-3">
          <div className="w-full max-w-md">
            <SearchBox label={say('contactsFind')} value={words} onSearch={setWords} />
          </div>
          <Grounds provisions={data.carries} />
        </div>
      )}
      {data !== undefined && words !== '' && !data.tree.some((node) => hasMatch(node, words)) && (
        <p className="text-sub">{say('contactsNone', { words })}</p>
      )}
      {data !== undefined && words === '' && <OwnSection nodes={data.tree} />}
      {data !== undefined && <Nodes nodes={data.tree} words={words} />}
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

/** Above the whole network: those whom the reader's own section reaches first. */
function OwnSection({ nodes }: { readonly nodes: readonly ContactNode[] }) {
  const say = useTexts(text)
  const own = unitTitle(useSession())
  const found = flat(nodes).flatMap((node) => {
    const people = node.people.filter((person) => own !== '' && person.places.includes(own))
    return people.length === 0 ? [] : [{ ...node, people, tells: [] }]
  })
  if (found.length === 0) return null
  return (
    <section aria-label={say('contactsOwn', { unit: own })} className="mb-6">
      <h2 className="mb-2 text-[1rem] text-sub">{say('contactsOwn', { unit: own })}</h2>
      <Nodes nodes={found} words="" />
    </section>
  )
}

const flat = (nodes: readonly ContactNode[]): readonly ContactNode[] =>
  nodes.flatMap((node) => [node, ...flat(node.tells)])

function Nodes({
  nodes,
  words,
}: {
  readonly nodes: readonly ContactNode[]
  readonly words: string
}) {
  return (
    <ul className="space-y-3">
      {nodes
        .filter((node) => hasMatch(node, words))
        .map((node) => (
          <li key={node.role}>
            {(words === '' || node.people.some((person) => matches(node, person, words))) && (
              <Card>
                <h2 className="border-b border-line bg-soft px-4 py-2 text-[1rem] sm:px-5">
                  {node.title}
                </h2>
                <People node={node} words={words} />
              </Card>
            )}
            {node.tells.length > 0 && (
              <div className="mt-3 ml-1 border-l-2 border-act-line pl-2 sm:ml-5 sm:pl-5">
                <Nodes nodes={node.tells} words={words} />
              </div>
            )}
          </li>
        ))}
    </ul>
  )
}

/** Whether a person is found by words: in the name, the role, the place or a number. */
function matches(node: ContactNode, person: ContactPerson, words: string): boolean {
  return searchKey(
    [node.title, person.name, ...person.places, person.phone, person.emergencyPhone].join(' '),
  ).includes(searchKey(words))
}

function hasMatch(node: ContactNode, words: string): boolean {
  return (
    words === '' ||
    node.people.some((person) => matches(node, person, words)) ||
    node.tells.some((told) => hasMatch(told, words))
  )
}

function People({ node, words }: { readonly node: ContactNode; readonly words: string }) {
  const say = useTexts(text)
  const own = unitTitle(useSession())
  if (node.people.length === 0)
    return (
      <p className="px-4 py-3 sm:px-5">
        <Tag state="late">{say('vacant')}</Tag>
      </p>
    )
  const isOwn = (person: ContactPerson) => own !== '' && person.places.includes(own)
  return (
    <ul className="divide-y divide-line">
      {node.people
        .filter((person) => words === '' || matches(node, person, words))
        .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
        .map((contact) => (
          <li
            key={`${contact.id}${contact.as}`}
            className="grid gap-x-4 gap-y-2 px-4 py-2.5 sm:px-5 md:grid-cols-[1fr_15rem_11rem]"
          >
            <p className="min-w-0">
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
                  {contact.places.join(signs().list)}
                </span>
              )}
            </p>
            <Numbers person={contact} />
          </li>
        ))}
    </ul>
  )
}

/** The numbers of a person, each in the column of its kind. */
function Numbers({ person }: { readonly person: ContactPerson }) {
  const say = useTexts(text)
  if (person.emergencyPhone === null && person.phone === null)
    return (
      <span>
        <Tag state="due">{say('noNumber')}</Tag>
      </span>
    )
  return [
    { label: say('emergency'), number: person.emergencyPhone },
    { label: say('office'), number: person.phone },
  ].map(({ label, number }) => (
    <span key={label} className="flex items-center gap-2 empty:hidden md:empty:block">
      {number !== null && (
        <>
          <span className="w-8 shrink-0 text-[0.8125rem] text-sub">{label}</span>
          <Telephone
            button
            number={number}
            label={`${say('call', { name: person.name })} ${label}`}
          />
        </>
      )}
    </span>
  ))
}
