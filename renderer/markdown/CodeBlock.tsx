import { CopyButton } from '../components/CopyButton.tsx'
import { TextPieces } from './PlainText.tsx'

interface CodeBlockProps {
  readonly language: string
  readonly code: string
}

/** Code as it stands, scrolling by itself where a line is long. */
export function CodeBlock({ code, language }: CodeBlockProps) {
  return (
    <div className="code-block">
      <div className="code-head">
        <span>{language}</span>
        <CopyButton label="Copy code" text={() => code} />
      </div>
      {/* A region that scrolls has to be reachable by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <code>
          <TextPieces text={code} />
        </code>
      </pre>
    </div>
  )
}

const fence = /^(?<indent> {0,3})(?<marks>`{3,}|~{3,})[ \t]*(?<info>[^\n]*)\n?/u

/** A block that begins with a fence: no parser is needed for it, however long it is. */
export function fencedCode(source: string): CodeBlockProps {
  const { 0: opening = '', groups } = fence.exec(source) ?? {}
  const { indent = '', info = '', marks = '' } = groups ?? {}
  const body = source.slice(opening.length).replace(/\s*$/u, '\n')
  const lastLine = body.lastIndexOf('\n', body.length - 2) + 1
  const last = body.slice(lastLine).trim()
  const closed = last.length >= marks.length && last === marks.charAt(0).repeat(last.length)
  const code = closed ? body.slice(0, lastLine) : source.slice(opening.length)
  const unindented = indent === '' ? code : code.replaceAll(new RegExp(`^ {1,${indent.length}}`, 'gmu'), '')
  return { language: info.trim().split(/\s/u)[0] ?? '', code: unindented }
}
