import { Component, type ReactNode } from 'react'

interface FailureBoundaryProps {
  readonly children: ReactNode
  readonly onFailure: () => void
}

interface FailureBoundaryState {
  readonly failed: boolean
}

/** The last resort: a part of the window that cannot be shown leaves words and a way on instead of a blank page. */
export class FailureBoundary extends Component<FailureBoundaryProps, FailureBoundaryState> {
  override state: FailureBoundaryState = { failed: false }

  static getDerivedStateFromError(): FailureBoundaryState {
    return { failed: true }
  }

  override componentDidCatch(): void {
    this.props.onFailure()
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <main className="failure">
        <h1>This window stopped working</h1>
        <p>Your chats are safe. Reload the window to go on.</p>
        <button type="button" className="button button-main" onClick={() => location.reload()}>
          Reload
        </button>
      </main>
    )
  }
}
