/** Who signs in to the administration's page. Counts its tries together with those of the workstations. */
export type CheckCredential = (
  address: string,
  given: { readonly email: string; readonly password: string; readonly code?: string },
) => Promise<CheckedCredential>

export type CheckedCredential =
  | { readonly ok: true; readonly agent: { readonly id: string; readonly organisationId: string } }
  | { readonly ok: false; readonly kind: string; readonly retryAfterMs?: number }
