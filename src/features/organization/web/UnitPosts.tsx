import { api } from '#ui/api.ts'
import { useState } from 'react'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { UnitRow } from '../contract/units.ts'
import { usePosts } from './data.ts'
import { LastDayDialog, PostDialog } from './dialogs.tsx'
import { text } from './text.ts'
import { PersonLink } from './UnitTree.tsx'

/** The posts of one unit, who is in each, and which of them leads. */
export function UnitPosts({
  unit,
  administers,
}: {
  readonly unit: UnitRow
  readonly administers: boolean
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { data } = usePosts()
  const [editing, edit] = useState<string>()
  const [ending, end] = useState<string>()
  const [adding, add] = useState(false)
  const own = data?.filter((post) => post.unit === unit.id)
  const edited = own?.find((post) => post.id === editing)
  const ended = own?.find((post) => post.id === ending)
  const button = administers && (
    <Button size="small" icon="plus" onPress={() => add(true)}>
      {say('addPost')}
    </Button>
  )
  return (
    <Section
      title={say('postsOf', { unit: unit.title })}
      actions={own !== undefined && own.length > 0 && button}
    >
      {own?.length === 0 && (
        <EmptyState title={say('noPosts')} action={button}>
          {say('postTeach')}
        </EmptyState>
      )}
      {own !== undefined && own.length > 0 && (
        <Card>
          <Rows label={say('postsOf', { unit: unit.title })}>
            {own.map((post) => (
              <Row
                key={post.id}
                title={post.title}
                subject={post.holders.map((holder, index) => (
                  <span key={holder.id}>
                    {index > 0 && signs().list}
                    <PersonLink id={holder.id} name={holder.name} inText />
                  </span>
                ))}
                {...(post.leads === 'none' ? {} : { detail: say(`leads.${post.leads}`) })}
                {...(post.endedOn !== null
                  ? { state: <Tag>{say('postEnds', { date: date(post.endedOn) })}</Tag> }
                  : post.holders.length === 0
                    ? { state: <Tag state="none">{say('empty')}</Tag> }
                    : {})}
                {...(administers
                  ? {
                      action: (
                        <span className="flex gap-2">
                          <Button
                            size="small"
                            onPress={() => edit(post.id)}
                            aria-label={`${say('editPost')}${signs().colon}${post.title}`}
                          >
                            {say('change')}
                          </Button>
                          {post.holders.length === 0 && post.endedOn === null && (
                            <Button
                              size="small"
                              onPress={() => end(post.id)}
                              aria-label={say('endOne', { name: post.title })}
                            >
                              {say('end')}
                            </Button>
                          )}
                        </span>
                      ),
                    }
                  : {})}
              />
            ))}
          </Rows>
        </Card>
      )}
      {edited !== undefined && <PostDialog post={edited} onClose={() => edit(undefined)} />}
      {ended !== undefined && (
        <LastDayDialog
          title={say('endOne', { name: ended.title })}
          lead={say('endPostTeach')}
          send={(body) =>
            api.post('/api/posts/:id/end', {
              params: { id: ended.id },
              body,
              ifMatch: ended.version,
            })
          }
          onClose={() => end(undefined)}
        />
      )}
      {adding && <PostDialog unit={unit.id} onClose={() => add(false)} />}
    </Section>
  )
}
