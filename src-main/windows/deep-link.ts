export const linkScheme = 'farline'

/** The link among the words that a program was started with, as the system hands it over; undefined without one. */
export function deepLinkAmong(args: readonly string[]): string | undefined {
  return args.find((arg) => arg.toLowerCase().startsWith(`${linkScheme}:`))
}
