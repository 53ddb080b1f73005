import type { Root } from 'hast'
import { memo, useEffect, useMemo, useState } from 'react'
import type { Block } from '../../shared/markdown/block.ts'
import { parse } from '../../shared/markdown/parse.ts'
import { CodeBlock, fencedCode } from './CodeBlock.tsx'
import { knownTree, parseInWorker } from './parsing.ts'
import { PlainText } from './PlainText.tsx'
import { Tree } from './Tree.tsx'

interface SetBlockProps {
  readonly kind: Block['kind']
  readonly source: string
  readonly setting: Block['setting']
  /** What stands behind it for the parser, so that it knows what the block refers to. */
  readonly definitions: string
}

/** One block of a text, in the way that its size allows. */
export const SetBlock = memo(function SetBlock({ definitions, kind, setting, source }: SetBlockProps) {
  if (kind === 'code') return <CodeBlock {...fencedCode(source)} />
  const whole = source + definitions
  if (setting === 'at-once') return <AtOnce source={whole} />
  return <ByWorker source={whole} plain={source} begin={setting === 'by-worker'} />
})

function AtOnce({ source }: { readonly source: string }) {
  const tree = useMemo(() => parse(source), [source])
  return <Tree tree={tree} />
}

interface ByWorkerProps {
  readonly source: string
  /** What is shown until it is set, and when it cannot be. */
  readonly plain: string
  /** Without being asked. */
  readonly begin: boolean
}

interface Answer {
  readonly source: string
  readonly asked: boolean
  readonly tree: Root | null
}

function ByWorker({ begin, plain, source }: ByWorkerProps) {
  // A message that was scrolled out of sight comes back as it was.
  const [asked, setAsked] = useState(() => knownTree(source, true) !== undefined)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const settled = knownTree(source, asked)
  const wanted = begin || asked
  useEffect(() => {
    if (!wanted || settled !== undefined) return undefined
    return parseInWorker(source, asked, (tree) => setAnswer({ source, asked, tree }))
  }, [asked, settled, source, wanted])
  const refused =
    (settled ?? (answer?.source === source && answer.asked === asked ? answer.tree : undefined)) === null
  // While a text grows, what was set of it last stays until the next is there.
  const tree =
    settled ?? (wanted && !refused && plain.startsWith(answer?.source ?? '\0') ? answer?.tree : null)
  if (tree) return <Tree tree={tree} />
  return (
    <>
      <PlainText text={plain} />
      {(!wanted || refused) && <SetButton asked={asked} onAsk={() => setAsked(true)} />}
    </>
  )
}

interface SetButtonProps {
  /** It was asked for already, and could not be done. */
  readonly asked: boolean
  readonly onAsk: () => void
}

export function SetButton({ asked, onAsk }: SetButtonProps) {
  if (asked) return <p className="set-note">Too large to show formatted.</p>
  return (
    <p className="set-note">
      Shown as plain text because it’s very long or complex.
      <button type="button" className="button" onClick={onAsk}>
        Show formatted
      </button>
    </p>
  )
}
