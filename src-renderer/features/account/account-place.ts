/** The pages of the account's panel. */
export type AccountPlace = 'overview' | 'password' | 'add-factor' | 'renew-codes' | 'remove-factor'
