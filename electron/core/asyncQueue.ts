/** Items on their way from where they arise to the one who iterates over them. */
export class AsyncQueue<Item extends object> implements AsyncIterable<Item> {
  #waiting: Item[] = []
  #ended = false
  #wake = Promise.withResolvers<void>()

  /** What was pushed and has not been taken. */
  get waiting(): readonly Item[] {
    return this.#waiting
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Nothing happens once the queue has ended. */
  push(item: Item): void {
    if (this.#ended) return
    this.#waiting.push(item)
    this.#wake.resolve()
  }

  /** Puts another item in place of the one that was pushed last. */
  replaceLast(item: Item): void {
    this.#waiting[this.#waiting.length - 1] = item
  }

  /** Drops what waits. */
  clear(): void {
    this.#waiting = []
  }

  /** Ends the iteration once what waits has been taken. */
  end(): void {
    this.#ended = true
    this.#wake.resolve()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for (;;) {
      const item = this.#waiting.shift()
      if (item) {
        yield item
      } else if (this.#ended) {
        return
      } else {
        await this.#wake.promise
        this.#wake = Promise.withResolvers<void>()
      }
    }
  }
}
