/** What carries a window's frames: a MessagePort or a WebSocket. It knows no procedure by name. */
export interface Channel {
  /** A promise holds the window's events back until the frame is on its way. */
  send(frame: string | Uint8Array): void | Promise<void>
  onFrame(listener: (frame: unknown) => void): void
  onClose(listener: () => void): void
  /** `reason` is for the log and the other side; never content. */
  close(reason: string): void
}
