/** How long acknowledged commands stay in the log, unless IT says otherwise. */
export const defaultKeepDays = 14
