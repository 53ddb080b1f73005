/** Pure: the settings of a chat as they are typed, and back. */
import { bounds } from '../../shared/bounds.ts'
import type { ChatSettings } from '../../shared/contract/preferences.ts'
import type { NumberRange, ParameterRanges } from '../../shared/parameters.ts'

export const numberNames = ['temperature', 'topP', 'topK', 'maxTokens'] as const
export type NumberName = (typeof numberNames)[number]

/** What stands in the form. An empty number is the model's own. */
export type SettingsFields = Readonly<
  Record<NumberName | 'systemPrompt' | 'stop' | 'contextMessages', string>
>

export const noFields: SettingsFields = {
  systemPrompt: '',
  temperature: '',
  topP: '',
  topK: '',
  maxTokens: '',
  stop: '',
  contextMessages: String(bounds.contextMessages.presets[0]),
}

export type FieldProblems = Readonly<Partial<Record<keyof SettingsFields, string>>>

const numbers = new Intl.NumberFormat('en')

export function fieldsOf({ contextMessages, parameters, systemPrompt }: ChatSettings): SettingsFields {
  const text = (name: NumberName): string => String(parameters[name] ?? '')
  return {
    systemPrompt,
    temperature: text('temperature'),
    topP: text('topP'),
    topK: text('topK'),
    maxTokens: text('maxTokens'),
    stop: (parameters.stop ?? []).map(escaped).join('\n'),
    contextMessages: String(contextMessages),
  }
}

/** A line break inside of a stop sequence is written `\n`, because each stands in a line of its own. */
function escaped(sequence: string): string {
  return sequence
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\t', String.raw`\t`)
}

function unescaped(line: string): string {
  return line.replaceAll(/\\([\\nt])/gu, (_, letter: string) => {
    if (letter === 'n') return '\n'
    return letter === 't' ? '\t' : '\\'
  })
}

function stopSequences(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(unescaped)
}

/** What a number may be, in words. */
export function rangeText({ max, min, step }: NumberRange): string {
  const whole = Number.isInteger(step) ? 'A whole number from' : 'From'
  return `${whole} ${numbers.format(min)} to ${numbers.format(max)}`
}

/** A number as people type it, with a comma or a point, and with separators only where they are. */
function typedNumber(text: string): number {
  return Number(text.trim().replace(',', '.'))
}

function numberProblem(text: string, range: NumberRange): string | undefined {
  if (text.trim() === '') return undefined
  const value = typedNumber(text)
  const whole = !Number.isInteger(range.step) || Number.isInteger(value)
  if (whole && value >= range.min && value <= range.max) return undefined
  return `${rangeText(range)}, or empty for the model’s own.`
}

function stopProblem(text: string, most: number): string | undefined {
  const sequences = stopSequences(text)
  const { length } = bounds.stopSequences
  if (sequences.some((sequence) => sequence.length > length))
    return `A stop sequence has at most ${length} characters. Shorten the long one.`
  return sequences.length > most
    ? `This provider takes up to ${most}. Remove ${sequences.length - most}.`
    : undefined
}

/** How many messages are sent: there is no other number behind an empty one. */
function contextProblem(text: string): string | undefined {
  const { max, min } = bounds.contextMessages
  const value = typedNumber(text)
  const valid = text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max
  return valid ? undefined : `${rangeText({ min, max, step: 1 })}, please.`
}

/** What is wrong with what was typed, as far as the provider takes it. Empty when nothing is. */
export function fieldProblems(fields: SettingsFields, ranges: ParameterRanges): FieldProblems {
  const { max } = bounds.systemPrompt
  const over = fields.systemPrompt.length - max
  const found: Partial<Record<keyof SettingsFields, string | undefined>> = {
    systemPrompt:
      over > 0
        ? `Too long by ${numbers.format(over)} characters. Shorten it to ${numbers.format(max)}.`
        : undefined,
    contextMessages: contextProblem(fields.contextMessages),
  }
  for (const name of numberNames) {
    const range = ranges[name]
    if (range) found[name] = numberProblem(fields[name], range)
  }
  if (ranges.stop > 0) found.stop = stopProblem(fields.stop, ranges.stop)
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined))
}

/** The settings that were typed, without problems. What the provider does not take stays as it was. */
export function settingsFrom(
  fields: SettingsFields,
  ranges: ParameterRanges,
  before: ChatSettings,
): ChatSettings {
  const parameters = { ...before.parameters }
  for (const name of numberNames) {
    if (!ranges[name]) continue
    delete parameters[name]
    if (fields[name].trim() !== '') parameters[name] = typedNumber(fields[name])
  }
  if (ranges.stop > 0) {
    const stop = stopSequences(fields.stop)
    delete parameters.stop
    if (stop.length > 0) parameters.stop = [...stop]
  }
  return {
    systemPrompt: fields.systemPrompt,
    parameters,
    contextMessages: typedNumber(fields.contextMessages),
  }
}
