/** Letters of Japanese, and the signs that only Japanese has. */
const japanese =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u3001-\u303f\uff00-\uffef・ー]/u
const spoken = ['aria-label', 'title', 'alt', 'placeholder'] as const

/** What carries a mark of ours, so that a language written by a component stays. */
const marked = new WeakSet<Element>()

/** Whether what an element itself says, without those inside it, has Japanese letters. */
function saysJapanese(element: Element): boolean {
  return (
    [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && japanese.test(node.nodeValue ?? ''),
    ) || spoken.some((name) => japanese.test(element.getAttribute(name) ?? ''))
  )
}

function mark(element: Element): void {
  const ours = marked.has(element)
  if (element.hasAttribute('lang') && !ours) return
  const says = saysJapanese(element)
  if (says === ours) return
  if (says) {
    element.setAttribute('lang', 'ja')
    marked.add(element)
  } else {
    element.removeAttribute('lang')
    marked.delete(element)
  }
}

function markAll(root: Element): void {
  mark(root)
  for (const element of root.querySelectorAll('*')) mark(element)
}

/**
 * Marks what is Japanese on a page of another language (texts of the pack, names, what people
 * wrote) with `lang="ja"`, now and whenever it changes, so that screen readers and fonts treat it
 * as Japanese. Returns the end of it.
 */
export function markJapanese(root: Element): () => void {
  markAll(root)
  const observer = new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      const element = target instanceof Element ? target : target.parentElement
      if (element !== null) mark(element)
      if (type === 'childList')
        for (const node of addedNodes) if (node instanceof Element) markAll(node)
    }
  })
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...spoken],
  })
  return () => observer.disconnect()
}
