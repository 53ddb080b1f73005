/** A stretch of a text, and where it begins in it, in UTF-16 code units. */
export interface Stretch {
  readonly offset: number
  readonly text: string
}

/** Text that arrives in pieces and is passed on in stretches, to the windows and to the disk at their own pace. */
export class GrowingText {
  #text: string
  #published: number
  #stored: number

  /** `initial` is there already, in the windows and on the disk. */
  constructor(initial: string) {
    this.#text = initial
    this.#published = initial.length
    this.#stored = initial.length
  }

  get text(): string {
    return this.#text
  }

  append(piece: string): void {
    this.#text += piece
  }

  /** What the windows have not been given; they have, from now on. Null when that is nothing. */
  takeUnpublished(): Stretch | null {
    const offset = this.#published
    this.#published = this.#text.length
    return offset === this.#text.length ? null : { offset, text: this.#text.slice(offset) }
  }

  /** What the disk does not have; it has, from now on. Null when that is nothing. */
  takeUnstored(): Stretch | null {
    const offset = this.#stored
    this.#stored = this.#text.length
    return offset === this.#text.length ? null : { offset, text: this.#text.slice(offset) }
  }
}
