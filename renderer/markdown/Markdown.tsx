import { memo, useState } from 'react'
import ReactMarkdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { noBlocks, splitBlocks } from './blocks.ts'
import { components } from './components.tsx'

const plugins = [remarkGfm]

/** The one way in which the text of a model is shown, streamed or stored. Only the last blocks change while it grows. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  const [previous, setPrevious] = useState(noBlocks)
  const split = splitBlocks(text, previous)
  if (split !== previous) setPrevious(split)
  return (
    <div className="markdown">
      {split.blocks.map((block, index) => (
        // A block is known by its place: text is only ever appended.
        <Block key={index} source={block} />
      ))}
    </div>
  )
})

const Block = memo(function Block({ source }: { readonly source: string }) {
  return (
    <ReactMarkdown remarkPlugins={plugins} components={components}>
      {source}
    </ReactMarkdown>
  )
})
