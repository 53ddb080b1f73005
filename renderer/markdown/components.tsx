/** How the elements of an answer are shown. Nothing in here loads anything or leads anywhere but by `isExternalLink`. */
import type { Element, ElementContent } from 'hast'
import type { Components } from 'hast-util-to-jsx-runtime'
import type { ComponentProps, ReactNode } from 'react'
import { isExternalLink } from '../../shared/links.ts'
import { CodeBlock } from './CodeBlock.tsx'
import { FootnoteReference } from './FootnoteReference.tsx'
import { Maths } from './Maths.tsx'
import { usePainted } from './slices.ts'

interface OfNode {
  readonly node?: Element | undefined
}

/** A tree that is painted is never deep: `boundTree`. */
function textOf(content: readonly ElementContent[]): string {
  return content
    .map((child) => (child.type === 'text' ? child.value : 'children' in child ? textOf(child.children) : ''))
    .join('')
}

interface LinkProps extends OfNode {
  readonly href?: string | undefined
  readonly children?: ReactNode
}

/** A link that cannot be followed shows where it would lead. */
function Link({ children, href = '', node }: LinkProps) {
  if (isExternalLink(href))
    return (
      <a href={href} target="_blank" rel="noopener noreferrer" title={href}>
        {children}
      </a>
    )
  if (href === '' || href === textOf(node?.children ?? [])) return <>{children}</>
  return (
    <>
      {children} <span className="markdown-address">({href})</span>
    </>
  )
}

interface ImageProps {
  readonly alt?: string | undefined
}

/** An image is named, never loaded: loading it would tell its server who reads this, and when. */
function Image({ alt }: ImageProps) {
  return <span className="markdown-image">[Image{alt ? `: ${alt}` : ''}]</span>
}

function Table({ node: _node, ...rest }: ComponentProps<'table'> & OfNode) {
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

/** Code by indentation, or by a fence within something else. */
function Preformatted({ node }: OfNode) {
  const [code] = node?.children ?? []
  const names = code?.type === 'element' ? code.properties['className'] : undefined
  const name = Array.isArray(names) ? names.find((item) => item.startsWith('language-')) : undefined
  return (
    <CodeBlock
      language={name === undefined ? '' : name.slice('language-'.length)}
      code={textOf(node?.children ?? [])}
    />
  )
}

function Superscript({ children, node }: OfNode & { readonly children?: ReactNode }) {
  const label = node?.properties['dataFootnote']
  return typeof label === 'string' ? <FootnoteReference label={label} /> : <sup>{children}</sup>
}

function Span({ node }: OfNode) {
  return <Maths tex={textOf(node?.children ?? [])} display={node?.properties['dataMaths'] === 'display'} />
}

/** How many rows or items are painted in one slice. */
const rowsAtOnce = 200

/** The children, in slices where there are many. */
function Rows({ children }: { readonly children: ReactNode }) {
  const rows = Array.isArray(children) ? children : [children]
  const end = usePainted(
    rows.map(() => 1),
    rowsAtOnce,
  )
  return end === rows.length ? children : rows.slice(0, end)
}

function TableBody({ children, node: _node, ...rest }: ComponentProps<'tbody'> & OfNode) {
  return (
    <tbody {...rest}>
      <Rows>{children}</Rows>
    </tbody>
  )
}

function BulletList({ children, node: _node, ...rest }: ComponentProps<'ul'> & OfNode) {
  return (
    <ul {...rest}>
      <Rows>{children}</Rows>
    </ul>
  )
}

function NumberedList({ children, node: _node, ...rest }: ComponentProps<'ol'> & OfNode) {
  return (
    <ol {...rest}>
      <Rows>{children}</Rows>
    </ol>
  )
}

/** An answer stands under the title of the chat, so its headings begin one level below. */
export const components: Partial<Components> = {
  h1: 'h2',
  h2: 'h3',
  h3: 'h4',
  h4: 'h5',
  h5: 'h6',
  a: Link,
  img: Image,
  input: TaskBox,
  ol: NumberedList,
  pre: Preformatted,
  span: Span,
  sup: Superscript,
  table: Table,
  tbody: TableBody,
  ul: BulletList,
}
