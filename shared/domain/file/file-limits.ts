// In a file of its own: windows and the chat need the numbers without the validators.

/** Of one file. */
export const fileMaxBytes = 100 * 1024 * 1024

/** Of one message. */
export const attachmentsMax = 10

/** So long a reply waits for the files that it declares; then a person decides. */
export const filesAwaitedForMs = 24 * 3_600_000

/** In UTF-16 units. */
export const fileNameMaxLength = 120
