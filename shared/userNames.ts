/**
 * Which user names can be told from each other and shown as they are, after Unicode Technical Standard 39 ("Unicode
 * Security Mechanisms", https://www.unicode.org/reports/tr39/). What looks like another profile's name is found in the
 * core (`profiles/skeleton.ts`), which knows the other names.
 */
import { bounds } from './bounds.ts'

/** Why a user name is refused, whatever other names there are. */
export const userNameProblems = [
  /** Characters that cannot be seen, or that change the direction of what stands beside them. */
  'invisible',
  /** Letters of scripts that are not written together. */
  'mixed-scripts',
  /** More marks upon one letter than any language has. */
  'too-many-marks',
  /** Longer than `bounds.userName.max`. */
  'too-long',
] as const
export type UserNameProblem = (typeof userNameProblems)[number]

/** Scripts of names today: tables 5 ("recommended") and 7 ("limited use") of Unicode Standard Annex 31, version 17. */
const scripts =
  `Arabic Armenian Bengali Bopomofo Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han Hangul Hebrew
  Hiragana Kannada Katakana Khmer Lao Latin Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan Adlam
  Balinese Bamum Batak Canadian_Aboriginal Chakma Cham Cherokee Hanifi_Rohingya Javanese Kayah_Li Lepcha Limbu Lisu
  Mandaic Meetei_Mayek Miao Mongolian New_Tai_Lue Newa Nko Nyiakeng_Puachue_Hmong Ol_Chiki Osage Saurashtra Sundanese
  Syloti_Nagri Syriac Tai_Le Tai_Tham Tai_Viet Tifinagh Vai Wancho Yi`.split(/\s+/u)

/** Which scripts may stand in one name: UTS 39, section 5.2, "highly restrictive". */
const together: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
  ...scripts.map((script) => [script]),
]

const ofOneWriting: readonly RegExp[] = together.map((names) => {
  const classes = ['Common', 'Inherited', ...names].map((name) => `\\p{Script_Extensions=${name}}`)
  return new RegExp(`^[${classes.join('')}]*$`, 'u')
})

/** Not to be seen: controls, unassigned, private, what displays ignore, and the blank pattern of Braille. */
const invisible = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]/u
/** A name shows something besides spaces and marks that stand upon nothing. */
const visible = /[^\p{Z}\p{M}]/u
/** UTS 39, section 5.4: more than four nonspacing marks in a row, or the same twice; or a mark at the beginning. */
const tooManyMarks = /[\p{Mn}\p{Me}]{5}|([\p{Mn}\p{Me}])\1|^\p{M}/u

/** A user name as it is kept: composed (NFC), with plain single spaces and none at its ends. */
export function cleanUserName(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(/\p{Zs}+/gu, ' ')
    .trim()
}

/** What is wrong with a user name that was cleaned; null for nothing. */
export function userNameProblem(name: string): UserNameProblem | null {
  if (invisible.test(name) || !visible.test(name)) return 'invisible'
  if (name.length > bounds.userName.max) return 'too-long'
  if (tooManyMarks.test(name.normalize('NFD'))) return 'too-many-marks'
  return ofOneWriting.some((pattern) => pattern.test(name)) ? null : 'mixed-scripts'
}
