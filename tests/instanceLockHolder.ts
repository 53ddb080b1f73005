import { acquireInstanceLock } from '../electron/core/instanceLock.ts'

/* A process that takes the lock of the folder it is given and keeps it until it is killed. */

const [dataFolder = ''] = process.argv.slice(2)
const lock = acquireInstanceLock(dataFolder, { host: 'server' })
lock.update('http://127.0.0.1:8317/')
console.log('locked')
setInterval(() => undefined, 1000)
