import type { Root } from 'hast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { memo } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { components } from './components.tsx'

/** Paints a tree. It holds elements and text alone: nothing of a model's text ever becomes markup by itself. */
export const Tree = memo(function Tree({ tree }: { readonly tree: Root }) {
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, components, passNode: true })
})
