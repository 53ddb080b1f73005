import { useRef, type ComponentProps } from 'react'
import type { ExtraProps } from 'react-markdown'
import { CopyButton } from '../components/CopyButton.tsx'

/** Code as it stands, scrolling by itself where a line is long. */
export function CodeBlock({ children, node }: ComponentProps<'pre'> & ExtraProps) {
  const code = useRef<HTMLPreElement>(null)
  return (
    <div className="code-block">
      <div className="code-head">
        <span>{languageOf(node)}</span>
        <CopyButton label="Copy code" text={() => code.current?.textContent ?? ''} />
      </div>
      {/* A region that scrolls has to be reachable by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={code} tabIndex={0}>
        {children}
      </pre>
    </div>
  )
}

function languageOf(node: ExtraProps['node']): string {
  const [code] = node?.children ?? []
  const names = code?.type === 'element' ? code.properties['className'] : undefined
  const name = Array.isArray(names) ? names.find((item) => item.startsWith('language-')) : undefined
  return name === undefined ? '' : name.slice('language-'.length)
}
