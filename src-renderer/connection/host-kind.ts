export const hostKind = (): 'electron' | 'browser' => window.farlineHost?.kind ?? 'browser'
