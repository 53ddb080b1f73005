/**
 * Whether an address can only lead to this computer: `localhost` and names below it (RFC 6761), 127.0.0.0/8 and ::1,
 * also as IPv4-mapped IPv6, and the unspecified address, by which people write down where their server listens.
 * What has another name is not looked up, since that alone would ask the network.
 * @param url as the platform's `URL` has parsed it: every way of writing an address has become one by then
 */
export function isLoopback({
  hostname,
  protocol,
}: {
  readonly hostname: string
  readonly protocol: string
}): boolean {
  return (
    /^https?:$/u.test(protocol) &&
    /^(?:(?:.+\.)?localhost\.?|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/u.test(
      hostname,
    )
  )
}
