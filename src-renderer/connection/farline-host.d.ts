interface Window {
  /** Set by the preload; absent in the browser host. */
  readonly farlineHost?: { readonly kind: 'electron' }
}
