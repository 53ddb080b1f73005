/** How the elements of an answer are shown. Nothing in here loads anything or leads anywhere but by `isExternalLink`. */
import type { ComponentProps, ReactNode } from 'react'
import type { Components, ExtraProps } from 'react-markdown'
import { isExternalLink } from '../../shared/links.ts'
import { CodeBlock } from './CodeBlock.tsx'

interface LinkProps {
  readonly href?: string | undefined
  readonly children?: ReactNode
}

function Link({ children, href }: LinkProps) {
  if (href === undefined || !isExternalLink(href)) return <>{children}</>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" title={href}>
      {children}
    </a>
  )
}

interface ImageProps {
  readonly alt?: string | undefined
}

/** An image is named, never loaded: loading it would tell its server who reads this, and when. */
function Image({ alt }: ImageProps) {
  return <span className="markdown-image">[Image{alt ? `: ${alt}` : ''}]</span>
}

function Table({ node: _node, ...rest }: ComponentProps<'table'> & ExtraProps) {
  return (
    // A region that scrolls has to be reachable by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="markdown-table" tabIndex={0}>
      <table {...rest} />
    </div>
  )
}

function TaskBox({ checked }: { readonly checked?: boolean | undefined }) {
  return (
    <span className="markdown-task">
      <span aria-hidden="true">{checked ? '☑' : '☐'}</span>
      <span className="visually-hidden">{checked ? 'Done:' : 'Open:'}</span>
    </span>
  )
}

/** An answer stands under the title of the chat, so its headings begin one level below. */
export const components: Components = {
  h1: 'h2',
  h2: 'h3',
  h3: 'h4',
  h4: 'h5',
  h5: 'h6',
  a: Link,
  img: Image,
  input: TaskBox,
  pre: CodeBlock,
  table: Table,
}
