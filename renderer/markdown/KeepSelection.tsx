import { Component, createRef, type ReactNode, type RefObject } from 'react'

interface Place {
  readonly node: Node
  readonly offset: number
  /** How many characters of the element stand before it. */
  readonly index: number
}

interface Kept {
  readonly anchor: Place | null
  readonly focus: Place | null
}

function placeOf(element: Element, node: Node | null, offset: number): Place | null {
  if (node === null || !element.contains(node)) return null
  const before = document.createRange()
  before.setStart(element, 0)
  before.setEnd(node, offset)
  return { node, offset, index: before.toString().length }
}

/** Where a character stands now; null when there are not so many. */
function pointAt(element: Element, index: number): readonly [Node, number] | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let left = index
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node.nodeValue ?? ''
    if (left <= length) return [node, left]
    left -= length
  }
  return null
}

function isThere(place: Place | null, node: Node | null, offset: number): boolean {
  return place === null || (place.node === node && place.offset === offset)
}

function pointOf(element: Element, place: Place | null, node: Node | null, offset: number) {
  return (place && pointAt(element, place.index)) ?? (node === null ? null : ([node, offset] as const))
}

/**
 * Keeps what a person has selected while the text it stands in grows: whatever changes a text node makes the browser
 * forget a selection in it. Text is only appended, so the characters that were selected are still where they were.
 */
export class KeepSelection extends Component<{ readonly children: ReactNode; readonly className: string }> {
  private readonly element: RefObject<HTMLDivElement | null> = createRef()

  override getSnapshotBeforeUpdate(): Kept | null {
    const { current } = this.element
    const selection = getSelection()
    if (!current || !selection || selection.isCollapsed) return null
    const anchor = placeOf(current, selection.anchorNode, selection.anchorOffset)
    const focus = placeOf(current, selection.focusNode, selection.focusOffset)
    return anchor || focus ? { anchor, focus } : null
  }

  override componentDidUpdate(_props: unknown, _state: unknown, kept: Kept | null): void {
    const { current } = this.element
    const selection = getSelection()
    if (!kept || !current || !selection) return
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection
    if (isThere(kept.anchor, anchorNode, anchorOffset) && isThere(kept.focus, focusNode, focusOffset)) return
    const anchor = pointOf(current, kept.anchor, anchorNode, anchorOffset)
    const focus = pointOf(current, kept.focus, focusNode, focusOffset)
    if (anchor && focus) selection.setBaseAndExtent(...anchor, ...focus)
  }

  override render(): ReactNode {
    return (
      <div ref={this.element} className={this.props.className}>
        {this.props.children}
      </div>
    )
  }
}
