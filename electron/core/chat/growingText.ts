/** A stretch of a text, and where it begins in it, in UTF-16 code units. */
export interface Stretch {
  readonly offset: number
  readonly text: string
}

/** Text that arrives in pieces and is passed on in stretches, to the windows and to the disk at their own pace. */
export class GrowingText {
  #text: string
  /*
   * What was not passed on yet is kept beside the text: to take it from there would make one string of the whole each
   * time, and so a long answer cost its length at every frame.
   */
  #unpublished = ''
  #unstored = ''

  /** `initial` is there already, in the windows and on the disk. */
  constructor(initial: string) {
    this.#text = initial
  }

  get text(): string {
    return this.#text
  }

  get length(): number {
    return this.#text.length
  }

  append(piece: string): void {
    this.#text += piece
    this.#unpublished += piece
    this.#unstored += piece
  }

  /** What the windows have not been given; they have, from now on. Null when that is nothing. */
  takeUnpublished(): Stretch | null {
    const text = this.#unpublished
    this.#unpublished = ''
    return text === '' ? null : { offset: this.length - text.length, text }
  }

  /** What the disk does not have; it has, from now on. Null when that is nothing. */
  takeUnstored(): Stretch | null {
    const text = this.#unstored
    this.#unstored = ''
    return text === '' ? null : { offset: this.length - text.length, text }
  }

  /** Takes away what follows `offset`, all of which the windows and the disk have been given. */
  cutAt(offset: number): string {
    const cut = this.#text.slice(offset)
    this.#text = this.#text.slice(0, offset)
    return cut
  }

  /** Puts what the windows and the disk have been given already. */
  appendKnown(piece: string): void {
    this.#text += piece
  }
}
