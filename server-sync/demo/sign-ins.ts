/** Whom the two commands sign in. Their password is made for each data directory and handed over by the environment. */
export const demoSignIns = {
  agent: { email: 'amara@meridian.example', name: 'Amara Okafor' },
  agent2: { email: 'kenji@meridian.example', name: 'Kenji Sato' },
  admin: { email: 'ade@meridian.example', name: 'Ade Balogun' },
  lead: { email: 'ines@meridian.example', name: 'Inês Carvalho' },
} as const
