import type { Precision, Variant } from '../../../shared/contract/downloads.ts'

/** From the one that most people are best served by: small, and hardly worse than the original. */
const order: readonly Precision[] = ['q8', 'q4', 'fp16', 'fp32']

export function usualPrecision(variants: readonly Variant[]): Precision | undefined {
  return order.find((precision) => variants.some((variant) => variant.precision === precision))
}
