/** Whether it can be an address at all; only a letter that arrives proves more. */
export const isEmail = (value: string): boolean => value.length <= 200 && /^[^\s@"<>,;]+@[^\s@"<>,;]+$/.test(value)
