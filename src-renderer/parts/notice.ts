import { create } from 'zustand'

/** One thing that went wrong outside of any form, until it is put away. */
export const useNotice = create<{ text: string | null }>(() => ({ text: null }))

export const showNotice = (text: string) => useNotice.setState({ text })
export const dismissNotice = () => useNotice.setState({ text: null })
