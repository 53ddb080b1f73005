/**
 * The one build: both hosts, the process that runs local models, the preload and the window. The three Node bundles
 * are built together, so that what they share is one file; a test sees to it that only the window's host asks for
 * `electron`.
 */
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname

/** Dependencies stay in node_modules: some are native, and each is loaded only by the host that uses it. */
const node = { minify: 'oxc', sourcemap: false, externalizeDeps: true, target: 'node24' } as const

/** KaTeX's fonts as woff2 alone, which every browser that we run in reads: the older formats are 1 MB more. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/katex\/dist\/[^/]*\.css$/u.test(id)) return null
    return code.replaceAll(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/gu, '')
  },
}

export default defineConfig({
  main: {
    build: {
      ...node,
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          index: path.join(root, 'electron/main/index.ts'),
          server: path.join(root, 'electron/server/index.ts'),
          inference: path.join(root, 'electron/inference/index.ts'),
          backups: path.join(root, 'electron/core/backups/process.ts'),
          transfer: path.join(root, 'electron/core/transfer/process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      ...node,
      outDir: 'out/preload',
      // A sandboxed preload can load nothing from node_modules, and only as CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path.join(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'renderer'),
    plugins: [react(), onlyWoff2],
    resolve: {
      // Its build for browsers asks the document what an entity means, by `innerHTML`; a worker has no document.
      alias: {
        'decode-named-character-reference': path.join(
          root,
          'node_modules/decode-named-character-reference/index.js',
        ),
      },
    },
    build: {
      outDir: path.join(root, 'out/renderer'),
      minify: 'oxc',
      cssMinify: true,
      sourcemap: false,
      // Inlined fonts and pictures would need `data:` in more of the page's policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: path.join(root, 'renderer/index.html') },
    },
  },
})
