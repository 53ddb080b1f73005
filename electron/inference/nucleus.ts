/** The indices of the `count` highest scores, highest first. One pass: a vocabulary is long and `count` is short. */
function highest(scores: Float32Array, count: number): readonly number[] {
  const found: number[] = []
  const scoreAt = (place: number): number => scores[found[place] ?? -1] ?? -Infinity
  for (const [index, score] of scores.entries()) {
    if (found.length === count && score <= scoreAt(count - 1)) continue
    let place = found.length
    while (place > 0 && score > scoreAt(place - 1)) place -= 1
    found.splice(place, 0, index)
    if (found.length > count) found.pop()
  }
  return found
}

/**
 * Leaves the likeliest pieces whose probabilities together reach `topP` (0 to 1), among the `topK` likeliest, and
 * rules all others out, in place. At least one piece is left.
 */
export function keepNucleus(scores: Float32Array, topK: number, topP: number): void {
  const candidates = highest(scores, topK)
  const best = scores[candidates[0] ?? -1] ?? 0
  const weights = candidates.map((index) => Math.exp((scores[index] ?? -Infinity) - best))
  const needed = topP * weights.reduce((sum, weight) => sum + weight, 0)
  const kept = new Map<number, number>()
  let reached = 0
  for (const [place, index] of candidates.entries()) {
    if (reached >= needed && kept.size > 0) break
    kept.set(index, scores[index] ?? 0)
    reached += weights[place] ?? 0
  }
  scores.fill(-Infinity)
  for (const [index, score] of kept) scores[index] = score
}
