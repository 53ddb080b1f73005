import type { Repository } from '../../../shared/contract/downloads.ts'

/** `owner/name`, also out of the address of a model's page; null for anything else. The core checks it again. */
export function repositoryIn(text: string): Repository | null {
  const plain = text
    .trim()
    .replace(/^https:\/\/huggingface\.co\//u, '')
    .replace(/\/+$/u, '')
  return /^[A-Za-z0-9][A-Za-z0-9._-]*\/[A-Za-z0-9][A-Za-z0-9._-]*$/u.test(plain)
    ? (plain as Repository)
    : null
}
