import { layOutFlow } from './layout.ts'
import type { FlowPage } from './layout.ts'
import { shapesOf } from './shapes.ts'
import type { Flow } from './types.ts'

/** The picture of a flow as a file. */
export function flowSvg(flow: Flow, title: string, page: FlowPage): string {
  const drawing = layOutFlow(flow, page)
  const shapes = shapesOf(drawing).map(({ tag, attributes, text }) => {
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`)
    return text === undefined
      ? `<${tag}${written.join('')}/>`
      : `<${tag}${written.join('')}>${escaped(text)}</${tag}>`
  })
  const { height } = drawing
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${drawing.width}" height="${Math.ceil(height)}" viewBox="0 0 ${drawing.width} ${Math.ceil(height)}" role="img" font-family="'BIZ UDPGothic', 'Noto Sans JP', sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
