import path from 'node:path'
import { repository, temporaryFolder } from '../support/folders.ts'
import type { Benchmark } from './benchmark.ts'
import { buildPlainWindow } from './plainWindow.ts'
import { streamInto } from './streaming.ts'

/** A long answer that goes on growing in a real browser, as Markdown and, to compare with, as plain text. */
export const benchmark: Benchmark = {
  name: 'streaming',
  async run() {
    const { folder, remove } = temporaryFolder()
    await buildPlainWindow(folder)
    const markdown = await streamInto(path.join(repository, 'out', 'renderer'))
    const plain = await streamInto(folder)
    remove()
    const row = (name: string, value: number, unit: string, budget: number | null = null) => ({
      name: `100 parts/s into 20,000 characters: ${name}`,
      value,
      unit,
      budget,
    })
    return [
      row('longest task', markdown.longestTask, 'ms', 50),
      row('of it on the processor, at most', markdown.longestWork, 'ms'),
      row('longest task, plain', plain.longestTask, 'ms'),
      row('script an update', markdown.script, 'ms'),
      row('script an update / plain', markdown.script / plain.script, 'times', 5),
      row('layout an update', markdown.layout, 'ms'),
      row('layout an update, plain', plain.layout, 'ms'),
    ]
  },
}
