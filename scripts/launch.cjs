/**
 * `node scripts/launch.cjs FILE …` runs a script of ours on the Node that npm installed for us. It may itself be run by
 * any Node that npm runs on: `node` is the machine's own where nothing is installed yet, where no Node is published for
 * the platform, and after npm 10, which deletes the link to ours together with the packages of the other platforms.
 */
'use strict'
const { spawn } = require('child_process')
const { existsSync, rmSync, symlinkSync } = require('fs')
const path = require('path')
const { pathToFileURL } = require('url')

const modules = path.join(__dirname, '..', 'node_modules')
const oldest = 24

/** The Node of the one platform package that npm found fit for this machine. */
function installedNode() {
  const names = Object.keys(require('../package.json').optionalDependencies)
  const name = names.find((each) => existsSync(path.join(modules, each, 'package.json')))
  if (!name) return undefined
  const { version, bin } = require(path.join(modules, name, 'package.json'))
  return { version, program: path.join(modules, name, bin.node) }
}

/** Lets `npx` find our Node as well. On Windows that takes a shim, which npm alone writes. */
function linkProgram(program) {
  const link = path.join(modules, '.bin', 'node')
  if (process.platform === 'win32' || existsSync(link)) return
  rmSync(link, { force: true })
  symlinkSync(path.relative(path.dirname(link), program), link)
}

/** Becomes, as far as Node can, another Node: same arguments, same signals, same end. */
function handOver(program) {
  const child = spawn(program, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
}

/** Goes on as if Node had been given the script alone. */
function runScript() {
  process.argv.splice(1, 2, path.resolve(process.argv[2]))
  return import(pathToFileURL(process.argv[1]).href)
}

/**
 * Ends with npm. What should end npm, it passes on to the shell that it runs scripts in, and a plain one dies of it
 * and leaves its child, us, running: seen by our having another parent.
 */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

function refuse(sentence) {
  console.error(sentence)
  process.exitCode = 1
}

endWithNpm()
const node = installedNode()
if (!existsSync(modules)) {
  refuse('Confab isn’t installed yet: run "npm install" first.')
} else if (node && node.version !== process.versions.node) {
  linkProgram(node.program)
  handOver(node.program)
} else if (Number(process.versions.node.split('.')[0]) < oldest) {
  refuse(`Confab needs Node ${oldest} on this kind of machine, and this is Node ${process.versions.node}.`)
} else {
  void runScript()
}
