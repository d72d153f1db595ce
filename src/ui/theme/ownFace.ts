/** Size at which a letter is drawn to look at it, pixels. */
const size = 40

/**
 * Whether the machine has a face with Japanese letters. It draws 一: in a face that is one flat
 * stroke; where there is none, an upright box, or nothing. Where it cannot be drawn, it has none.
 */
export function hasJapaneseFace(): boolean {
  const canvas = document.createElement('canvas')
  canvas.width = size * 2
  canvas.height = size * 2
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return false
  const family = getComputedStyle(document.documentElement).fontFamily
  context.font = `${size}px ${family}`
  context.textBaseline = 'middle'
  context.fillText('一', size / 2, size)
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  const inked = Array.from({ length: height }, (_, y) =>
    data.subarray(y * width * 4, (y + 1) * width * 4).some((value) => value > 100),
  )
  const first = inked.indexOf(true)
  return first >= 0 && inked.lastIndexOf(true) - first < size / 3
}
