export const logName = 'commands.log'
