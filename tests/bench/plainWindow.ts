import path from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { repository } from '../support/folders.ts'

const plainMarkdown = `
  export function Markdown({ text }) {
    return <div className="markdown"><p className="plain-text">{text}</p></div>
  }`

/** Builds the window into a folder with one thing changed: answers are shown as plain text. */
export async function buildPlainWindow(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: path.join(repository, 'renderer'),
    plugins: [
      react(),
      {
        name: 'plain-text',
        load: (id) => (id.endsWith('/markdown/Markdown.tsx') ? plainMarkdown : null),
      },
    ],
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
  })
}
