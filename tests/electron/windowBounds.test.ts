import { describe, expect, it } from 'vitest'
import { placeWindow, type WindowBounds } from '../../electron/main/windowBounds.ts'

const main = { x: 0, y: 25, width: 1280, height: 775 }
const left = { x: -1920, y: 0, width: 1920, height: 1080 }

function remembered(x: number, y: number, width: number, height: number): WindowBounds {
  return { x, y, width, height, maximized: false }
}

describe('placeWindow', () => {
  it('puts a first window into the middle of the main display, no larger than it', () => {
    expect(placeWindow(null, [main, left])).toEqual({ x: 90, y: 25, width: 1100, height: 775 })
  })

  it('leaves a window where it was, also on a display to the left of the main one', () => {
    expect(placeWindow(remembered(100, 100, 800, 600), [main])).toEqual({
      x: 100,
      y: 100,
      width: 800,
      height: 600,
    })
    expect(placeWindow(remembered(-1500, 50, 800, 600), [main, left])).toMatchObject({ x: -1500, y: 50 })
  })

  it('brings a window back whose display is gone', () => {
    expect(placeWindow(remembered(-1500, 50, 800, 600), [main])).toEqual({
      x: 0,
      y: 50,
      width: 800,
      height: 600,
    })
    expect(placeWindow(remembered(9000, 9000, 800, 600), [main])).toEqual({
      x: 480,
      y: 200,
      width: 800,
      height: 600,
    })
  })

  it('moves a window that hangs out of its display back inside, away from the menu bar', () => {
    expect(placeWindow(remembered(1000, -50, 800, 600), [main])).toEqual({
      x: 480,
      y: 25,
      width: 800,
      height: 600,
    })
  })

  it('chooses the display that shows most of the window', () => {
    expect(placeWindow(remembered(-700, 100, 800, 600), [main, left])).toMatchObject({ x: -800, y: 100 })
  })

  it('shrinks a window to a smaller display but never below the smallest size', () => {
    expect(placeWindow(remembered(0, 25, 5000, 4000), [main])).toEqual(main)
    expect(placeWindow(remembered(0, 25, 10, 10), [main])).toMatchObject({ width: 360, height: 480 })
    const tiny = { x: 0, y: 0, width: 200, height: 200 }
    expect(placeWindow(remembered(50, 50, 800, 600), [tiny])).toEqual({ x: 0, y: 0, width: 360, height: 480 })
  })

  it('answers with whole pixels, which Electron requires', () => {
    const place = placeWindow(remembered(10.4, 30.6, 800.5, 600.2), [main])
    expect(Object.values(place).every(Number.isInteger)).toBe(true)
  })
})
