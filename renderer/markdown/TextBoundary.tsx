import { Component, type ReactNode } from 'react'
import { PlainText } from './PlainText.tsx'

interface TextBoundaryProps {
  /** What is shown. */
  readonly text: string
  readonly children: ReactNode
}

interface TextBoundaryState {
  readonly failed: boolean
  readonly plain: boolean
}

/** A text that cannot be shown takes nothing else with it, and can be read as it is. */
export class TextBoundary extends Component<TextBoundaryProps, TextBoundaryState> {
  override state: TextBoundaryState = { failed: false, plain: false }

  static getDerivedStateFromError(): Partial<TextBoundaryState> {
    return { failed: true }
  }

  override render(): ReactNode {
    const { failed, plain } = this.state
    if (!failed) return this.props.children
    if (plain) return <PlainText text={this.props.text} />
    return (
      <p className="set-note" role="alert">
        This message can’t be displayed.
        <button type="button" className="button" onClick={() => this.setState({ plain: true })}>
          Show as plain text
        </button>
      </p>
    )
  }
}
