import MarkdownIt from 'markdown-it'
import { createElement, Fragment } from 'react'
import type { ReactNode } from 'react'

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]

/** No HTML, and nothing that is loaded from elsewhere: a picture is said by its words. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true })

/** A text in Markdown as elements; headings stand below the heading of its page. */
export function Markdown({ source }: { readonly source: string }) {
  return (
    <div className="max-w-prose space-y-4 leading-170 [&_li]:my-1 [&_ol]:list-decimal [&_ol]:pl-6 [&_ul]:list-disc [&_ul]:pl-6">
      {elementsOf(markdown.parse(source, {}))}
    </div>
  )
}

/** What may stand in a page. */
const known: ReadonlySet<string> = new Set([
  'p',
  'ul',
  'ol',
  'li',
  'strong',
  'em',
  's',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
])

const headings: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h3', h3: 'h4', h4: 'h5' }

/** Tokens open and close; what is between them are the children. */
function elementsOf(tokens: readonly Token[]): ReactNode[] {
  const stack: { readonly tag: string; readonly children: ReactNode[] }[] = [
    { tag: '', children: [] },
  ]
  tokens.forEach((token, index) => {
    const top = stack.at(-1)!
    if (token.nesting === 1) stack.push({ tag: token.hidden ? '' : token.tag, children: [] })
    else if (token.nesting === -1) {
      stack.pop()
      stack.at(-1)!.children.push(wrapped(top.tag, top.children, index))
    } else top.children.push(leafOf(token, index))
  })
  return stack[0]!.children
}

function wrapped(tag: string, children: readonly ReactNode[], key: number): ReactNode {
  const written = headings[tag] ?? tag
  return known.has(written)
    ? createElement(written, { key }, ...children)
    : createElement(Fragment, { key }, ...children)
}

function leafOf(token: Token, key: number): ReactNode {
  if (token.type === 'inline')
    return <Fragment key={key}>{elementsOf(token.children ?? [])}</Fragment>
  if (token.type === 'softbreak' || token.type === 'hardbreak') return <br key={key} />
  if (token.type === 'hr') return <hr key={key} className="border-line" />
  return <Fragment key={key}>{token.content}</Fragment>
}
