import { z } from 'zod'

// Imported before anything else: Zod probes `new Function` as it builds an object schema, and the content policy of these
// pages would report that on the console.
z.config({ jitless: true })
