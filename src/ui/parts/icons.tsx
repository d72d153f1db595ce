import type { ReactNode } from 'react'

/**
 * Line drawings on a 20 × 20 grid. They are decoration: the text beside them carries the meaning.
 */
const drawings = {
  tasks: <path d="M3.5 5.2 5 6.7 7.7 3.8M3.5 13.2 5 14.7 7.7 11.8M10.5 5.5h6M10.5 13.5h6" />,
  camera: (
    <>
      <path d="M3 6.5h3L7.5 4.5h5L14 6.5h3v9.5H3z" />
      <circle cx="10" cy="11" r="2.8" />
    </>
  ),
  ask: (
    <>
      <path d="M3 4.5h14v9.5H9.5L6 17v-3H3z" />
      <path d="M8.2 7.6a1.9 1.9 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1M10 11.9v.05" />
    </>
  ),
  registers: <path d="M3.5 4h13v12h-13zM3.5 8h13M3.5 12h13M8 4v12" />,
  incidents: <path d="M10 3 17.5 16h-15zM10 8v4M10 13.9v.05" />,
  checks: (
    <>
      <path d="M5 3.5h10v13H5z" />
      <path d="m7.6 10 1.8 1.8 3.2-3.6" />
    </>
  ),
  policy: (
    <path d="M10 5C8.5 4 6 3.7 3 4v11.5c3-.3 5.5 0 7 1 1.5-1 4-1.3 7-1V4c-3-.3-5.5 0-7 1zM10 5v11.5" />
  ),
  organization: <path d="M7.5 3h5v4h-5zM2.5 13h5v4h-5zM12.5 13h5v4h-5zM10 7v3M5 13v-3h10v3" />,
  search: (
    <>
      <circle cx="8.8" cy="8.8" r="5.3" />
      <path d="m12.8 12.8 4.2 4.2" />
    </>
  ),
  more: <path d="M3.5 5.5h13M3.5 10h13M3.5 14.5h13" />,
  person: (
    <>
      <circle cx="10" cy="6.8" r="3.3" />
      <path d="M3.5 17c.7-3.7 3.2-5.3 6.5-5.3s5.8 1.6 6.5 5.3" />
    </>
  ),
  close: <path d="m4.5 4.5 11 11M15.5 4.5l-11 11" />,
  down: <path d="m5 7.5 5 5 5-5" />,
  up: <path d="m5 12.5 5-5 5 5" />,
  right: <path d="m7.5 5 5 5-5 5" />,
  left: <path d="m12.5 5-5 5 5 5" />,
  check: <path d="m4 10.5 4 4 8-9" />,
  print: <path d="M6 8V3.5h8V8M6 14H3.5V8h13v6H14M6 11.5h8v5H6z" />,
  file: <path d="M5 3h6.5L15.5 7v10H5zM11.5 3v4h4" />,
  upload: <path d="M10 13V4M6.5 7.2 10 3.7l3.5 3.5M3.5 13v3.5h13V13" />,
  calendar: <path d="M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5" />,
  columns: <path d="M3.5 4h13v12h-13zM8 4v12M12.3 4v12" />,
  filter: <path d="M3 4.5h14l-5.5 6.3v5.2l-3-1.5v-3.7z" />,
  plus: <path d="M10 4v12M4 10h12" />,
  edit: <path d="m4 13.5-.5 3 3-.5L16 6.5 13.5 4z" />,
  trash: <path d="M4 6h12M8 6V3.5h4V6M5.5 6l.7 10.5h7.6L14.5 6" />,
  clock: (
    <>
      <circle cx="10" cy="10" r="6.8" />
      <path d="M10 6v4l2.7 2" />
    </>
  ),
  link: (
    <path d="M8 12l4-4M8.5 6 11 3.5a3.3 3.3 0 0 1 5 5L13.5 11M6.5 9 4 11.5a3.3 3.3 0 0 0 5 5l2.5-2.5" />
  ),
  save: <path d="m10 3.5 2 4.3 4.7.6-3.5 3.2.9 4.7-4.1-2.3-4.1 2.3.9-4.7L3.3 8.4 8 7.8z" />,
  phone: (
    <path d="M4 3.5h3l1.3 3.7L6.5 8.7a9.5 9.5 0 0 0 4.8 4.8l1.5-1.8 3.7 1.3v3c-7 .5-13-5.5-12.5-12.5z" />
  ),
  tree: <path d="M4 4h12M7 10h9M10 16h6" />,
  info: (
    <>
      <circle cx="10" cy="10" r="6.8" />
      <path d="M10 9.3v4M10 6.5v.05" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

/** A small line drawing beside a text. */
export function Icon({
  name,
  size = 20,
  className = '',
}: {
  readonly name: IconName
  readonly size?: number
  readonly className?: string
}) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`shrink-0 ${className}`}
    >
      {drawings[name]}
    </svg>
  )
}
