/** Browser host: how a line ends when this workstation was opened in another browser profile. Not to be opened again by itself. */
export const inUseElsewhereCode = 4001
