/** `waitingSinceAt` of a conversation in which nobody waits: sorts after every real instant. */
export const notWaiting = 9_999_999_999_999
