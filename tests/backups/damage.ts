import { closeSync, openSync, readSync, writeSync } from 'node:fs'

/** Turns one bit of a file over. */
export function flipBit(file: string, position: number, bit = 0): void {
  const descriptor = openSync(file, 'r+')
  try {
    const byte = Buffer.alloc(1)
    readSync(descriptor, byte, 0, 1, position)
    byte.writeUInt8(byte.readUInt8() ^ (1 << bit))
    writeSync(descriptor, byte, 0, 1, position)
  } finally {
    closeSync(descriptor)
  }
}
