/**
 * What two user names or e-mail addresses share when they are the same one: compatibility forms, width and case do
 * not count, in no locale's rules. Through upper case first, so that `ß` and `SS`, or the two small sigmas, meet.
 */
export function nameKey(name: string): string {
  return name.trim().normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}
