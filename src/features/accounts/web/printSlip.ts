/** Prints a slip to be handed over: a heading and some lines, and nothing else of the page. */
export function printSlip(
  heading: string,
  lines: readonly (readonly [label: string, value: string])[],
): void {
  const frame = document.createElement('iframe')
  frame.hidden = true
  document.body.append(frame)
  const sheet = frame.contentDocument
  const view = frame.contentWindow
  if (sheet === null || view === null) return
  const title = sheet.createElement('h1')
  title.textContent = heading
  const list = sheet.createElement('dl')
  for (const [label, value] of lines) {
    const [term, detail] = [sheet.createElement('dt'), sheet.createElement('dd')]
    term.textContent = label
    detail.textContent = value
    list.append(term, detail)
  }
  sheet.body.append(title, list)
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}
